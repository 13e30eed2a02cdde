import type { ReactNode } from 'react';

/** The product drawings, by the name that the catalogue gives. Drawn for this product; five tones of the category's hue. */
export const DRAWINGS: Readonly<Record<string, ReactNode>> = {
  bag1: (
    <>
      <path className="a2" d="M16 17h32l2.5 36a4 4 0 0 1-4 4.300h-29a4 4 0 0 1-4-4.300z" />
      <path className="a3" opacity=".35" d="M42 17h6l2.5 36a4 4 0 0 1-4 4.300H40c2.5-12 3-27 2-40.300z" />
      <path className="a3" d="M15.5 7h33v11h-33z" />
      <path className="a2" d="M15.5 11.500h33v2h-33z" />
      <path className="a0" d="M21.5 27h21v20h-21z" />
      <path className="s3" strokeWidth="2" d="M26 33h12M26 37.500h8" />
      <path className="a2" d="M26 41.500h12v2H26z" />
      <circle className="a3" cx="32" cy="22.5" r="1.9" />
    </>
  ),
  bag2: (
    <>
      <path className="a3" d="M16 17h32l2.5 36a4 4 0 0 1-4 4.300h-29a4 4 0 0 1-4-4.300z" />
      <path className="a2" d="M15.5 7h33v11h-33z" />
      <path className="a3" d="M15.5 11.500h33v2h-33z" />
      <circle className="a1" cx="32" cy="38" r="11.5" />
      <path className="a3" d="M32 30c4.6 0 7.5 3.6 7.5 8s-2.9 8-7.5 8-7.5-3.6-7.5-8 2.9-8 7.5-8z" />
      <path className="s1" strokeWidth="2" d="M34.5 30.500c-5.6 4.2.6 9.4-5 15" />
      <circle className="a2" cx="32" cy="22.3" r="1.8" />
    </>
  ),
  banana: (
    <>
      <path
        className="a3"
        d="M9 31c0-11 9.5-17 23-17s23 6 23 17c0 2.5-1.4 4-3 5v15a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4V36c-1.6-1-3-2.5-3-5z"
      />
      <path
        className="a1"
        d="M13.5 31c0-8 7.5-12.5 18.5-12.500S50.5 23 50.5 31c0 2-1.4 2.6-2.5 3v16.500H16V34c-1.1-.4-2.5-1-2.5-3z"
      />
      <circle className="a2" cx="25" cy="30" r="4.2" />
      <circle className="a2" cx="39" cy="38" r="4.2" />
      <circle className="a2" cx="26" cy="43" r="3.2" />
      <circle className="a3" cx="37" cy="27" r="1.6" />
      <circle className="a3" cx="33" cy="46" r="1.6" />
      <circle className="a3" cx="20.5" cy="37" r="1.5" />
      <circle className="a3" cx="44" cy="46" r="1.5" />
    </>
  ),
  batch: (
    <>
      <path className="a0" d="M17 19h30l-3.6 35.500a3 3 0 0 1-3 2.700H23.600a3 3 0 0 1-3-2.700z" />
      <path className="a1" d="M40 19h7l-3.6 35.500a3 3 0 0 1-3 2.700H35c2.6-12 4.4-25 5-38.200z" />
      <path className="a2" d="M18.4 30h27.200l-1.5 15H19.900z" />
      <circle className="a1" cx="31.5" cy="37.5" r="4.6" />
      <path className="s2" strokeWidth="1.8" d="M33.5 34.300c-3.6 1.6-.4 4.4-4 6.4" />
      <path className="a3" d="M14.5 15.500c0-1.4 1.1-2.5 2.5-2.500h30c1.4 0 2.5 1.1 2.5 2.500V20h-35z" />
      <path
        className="a3"
        d="M19 13l1.4-4.300c.3-1 1.2-1.7 2.3-1.700h18.600c1.1 0 2 .7 2.3 1.700L45 13z"
        opacity=".82"
      />
    </>
  ),
  bun: (
    <>
      <ellipse className="a1" cx="32" cy="53" rx="25" ry="5" />
      <path className="a2" d="M9 37c0-12 10-22 23-22s23 10 23 22-8 16.5-23 16.500S9 49 9 37z" />
      <path
        className="s3"
        strokeWidth="3.6"
        d="M47.5 38c0-8.5-6.5-15-15-15S17 29 17 36.5 23 48 31 48s10.5-4.5 10.5-9.5-4-8.5-8.5-8.5-8 3-8 6.5 2.5 5.5 5.5 5.5"
      />
      <path
        className="s0"
        strokeWidth="2.6"
        d="M14 31c4-8 10-11.5 18-12M46 24c3 3 4.5 6 5 10M22 22c-1.5 2-2 4-1.5 6"
      />
    </>
  ),
  candle: (
    <>
      <path
        className="a2"
        d="M32 5c4.4 5.2 5.8 8 5.8 10.800A5.7 5.7 0 0 1 32 21.600a5.7 5.7 0 0 1-5.8-5.800C26.2 13 27.6 10.2 32 5z"
      />
      <path
        className="a0"
        d="M32 12.500c2 2.4 2.6 3.6 2.6 5A2.6 2.6 0 0 1 32 20.200a2.6 2.6 0 0 1-2.6-2.700c0-1.4.6-2.6 2.6-5z"
      />
      <path className="s3" strokeWidth="2" d="M32 19v7" />
      <path className="a1" d="M13 25h38v27a5 5 0 0 1-5 5H18a5 5 0 0 1-5-5z" />
      <path className="a3" opacity=".25" d="M43 25h8v27a5 5 0 0 1-5 5h-6c2.4-9 3.4-20 3-32z" />
      <ellipse className="a2" cx="32" cy="25.5" rx="19" ry="4" />
      <path className="a0" d="M20 34h24v15H20z" />
      <path className="s3" strokeWidth="1.8" d="M25 39.500h14M27.5 44h9" />
    </>
  ),
  cappuccino: (
    <>
      <ellipse className="a1" cx="30" cy="54" rx="24" ry="5" />
      <path className="s3" strokeWidth="4.5" d="M48 31h3a6.5 6.5 0 0 1 0 13h-6" />
      <path className="a3" d="M9 27h41v5c0 12-8.5 21-20.5 21S9 44 9 32z" />
      <path className="a2" d="M42 42c-3 7-7 11-12.5 11C41.5 53 50 44 50 32v-5h-4c0 6-1.8 10.5-4 15z" />
      <path className="a0" d="M8 27c0-6.5 9.5-11 21.5-11S51 20.5 51 27c0 3-9.6 5.5-21.5 5.500S8 30 8 27z" />
      <path
        className="a1"
        d="M44 24c2 2 3 4.3.5 6 4-.8 6.5-1.9 6.5-3 0-4-3.6-7.3-9-9.3 2.8 2.3 3 4.8 2 6.300z"
      />
      <circle className="a2" cx="21" cy="23" r="1.5" />
      <circle className="a2" cx="27" cy="20.5" r="1.5" />
      <circle className="a2" cx="33" cy="23.5" r="1.5" />
      <circle className="a2" cx="25.5" cy="26.5" r="1.5" />
      <circle className="a2" cx="37" cy="20.5" r="1.3" />
    </>
  ),
  cookie: (
    <>
      <circle className="a2" cx="32" cy="33" r="23" />
      <path
        className="a3"
        opacity=".3"
        d="M50 19a23 23 0 0 1-32 32.500C30 55 41 51 47 42c4.6-7 5.4-15.5 3-23z"
      />
      <circle className="a3" cx="24" cy="25" r="4.2" />
      <circle className="a3" cx="40" cy="28" r="3.4" />
      <circle className="a3" cx="28" cy="40" r="3.6" />
      <circle className="a3" cx="42" cy="43" r="4" />
      <circle className="a3" cx="16.5" cy="36" r="2.6" />
      <circle className="a3" cx="33" cy="16" r="2.4" />
      <path
        className="a0"
        d="M31 25l2.6-1 1 2.6-2.6 1zM19 30l2-.8.8 2-2 .8zM36 35l2.4.6-.6 2.4-2.4-.6zM23 48l2.4-.8.8 2.4-2.4.8zM46 33l2 .4-.4 2-2-.4z"
      />
    </>
  ),
  croissant: (
    <>
      <path
        className="a2"
        d="M5 45.500C5 29 16.5 16 32 16s27 13 27 29.500c0 3-3.6 4-5.4 1.600C49.5 41.5 41 38 32 38s-17.5 3.5-21.6 9.100C8.6 49.5 5 48.5 5 45.500z"
      />
      <path
        className="a3"
        opacity=".8"
        d="M24 17.400c-2.6 6 .4 14.6 4.4 20.800l-6.8 1.600C17 34 14.6 26.6 16.6 21.400c2.2-1.8 4.7-3.2 7.4-4zM40 17.400c2.6 6-.4 14.6-4.4 20.800l6.8 1.600C47 34 49.4 26.6 47.4 21.400a24 24 0 0 0-7.4-4z"
      />
      <path
        className="a3"
        opacity=".8"
        d="M9 30c3.4 3 7.3 7 8.7 11.600l-6 4.600C9 42.8 6.6 41 5.3 40.5 6 36.5 7.2 33 9 30zM55 30c-3.4 3-7.3 7-8.7 11.600l6 4.600c2.7-3.4 5.1-5.2 6.4-5.7-.7-4-1.9-7.5-3.7-10.500z"
      />
      <ellipse className="a0" cx="32" cy="23" rx="4" ry="1.8" transform="rotate(-20 32 23)" />
      <ellipse className="a0" cx="27" cy="30" rx="3.6" ry="1.6" transform="rotate(30 27 30)" />
      <ellipse className="a0" cx="38" cy="30" rx="3.6" ry="1.6" transform="rotate(-34 38 30)" />
    </>
  ),
  espresso: (
    <>
      <ellipse className="a1" cx="31" cy="51" rx="21" ry="4.5" />
      <path className="s2" strokeWidth="4" d="M45 34h3.5a5.5 5.5 0 0 1 0 11H43" />
      <path className="a2" d="M16 30h31v4.5C47 44 40.5 50 31.5 50S16 44 16 34.500z" />
      <ellipse className="a0" cx="31.5" cy="30" rx="15.5" ry="4.8" />
      <ellipse className="a3" cx="31.5" cy="30.4" rx="12.6" ry="3.5" />
      <path
        className="s2"
        strokeWidth="2.6"
        d="M26.5 21.500c-2.6-3.4 2.6-4.4 0-8.500M35.5 21.500c-2.6-3.4 2.6-4.4 0-8.5"
      />
    </>
  ),
  flatwhite: (
    <>
      <ellipse className="a1" cx="30" cy="54" rx="24" ry="5" />
      <path className="s2" strokeWidth="4.5" d="M48 29h3.500a7 7 0 0 1 0 14H45" />
      <path className="a0" d="M8 25h43v5.500C51 43 42 53 29.5 53S8 43 8 30.500z" />
      <path
        className="a1"
        d="M44 40.500C41 48 36 53 29.5 53 42 53 51 43 51 30.500V25h-4.500c0 6-.5 11-2.5 15.500z"
      />
      <ellipse className="a2" cx="29.5" cy="25" rx="21.5" ry="7" />
      <ellipse className="a3" cx="29.5" cy="25.4" rx="18.5" ry="5.4" />
      <path
        className="a0"
        d="M29.5 29.600c-6.5-1.6-9.3-4-7.3-5.8 1.9-1.7 5.8-1 7.3.8 1.5-1.8 5.4-2.5 7.3-.8 2 1.8-.8 4.2-7.3 5.800z"
      />
    </>
  ),
  icedlatte: (
    <>
      <path className="s3" strokeWidth="3" d="M36 20 42 5" />
      <path
        className="a0"
        opacity=".75"
        d="M15 14h34l-3.8 40a3.5 3.5 0 0 1-3.5 3.200H22.300a3.5 3.5 0 0 1-3.5-3.200z"
      />
      <path className="a3" d="M16.4 24h31.200l-1.4 14H17.800z" />
      <path
        className="a2"
        d="M17.3 33c7 5 15-3 29.5 1l-1.6 17.500a3.5 3.5 0 0 1-3.5 3.200H22.300a3.5 3.5 0 0 1-3.5-3.200z"
      />
      <path
        className="a1"
        d="M18 42.500c8-3 14 3.5 28-.5l-.9 9.500a3.5 3.5 0 0 1-3.5 3.200H22.300a3.5 3.5 0 0 1-3.5-3.200z"
      />
      <rect
        className="a0"
        x="21"
        y="21"
        width="10"
        height="10"
        rx="2"
        transform="rotate(-14 26 26)"
        opacity=".9"
      />
      <rect
        className="a0"
        x="34"
        y="24"
        width="9.5"
        height="9.5"
        rx="2"
        transform="rotate(12 38 28)"
        opacity=".8"
      />
    </>
  ),
  matcha: (
    <>
      <path className="s3" strokeWidth="3" d="M44 6 36 22" />
      <path className="s2" strokeWidth="1.8" d="M36 21l-6 7M37 22l-3.5 8M38.5 22.5 38 30" />
      <ellipse className="a1" cx="31" cy="55" rx="14" ry="3.5" />
      <path className="a0" d="M7 28h49v3C56 44 46 53.5 31.5 53.500S7 44 7 31z" />
      <path
        className="a1"
        d="M48 42c-4 7.5-9.5 11.5-16.5 11.500C46 53.5 56 44 56 31v-3h-4.500c-.3 5.5-1.3 10-3.5 14z"
      />
      <ellipse className="a3" cx="31.5" cy="28" rx="24.5" ry="7.5" />
      <ellipse className="a2" cx="31.5" cy="28.7" rx="21.5" ry="5.8" />
      <ellipse className="a1" cx="26" cy="28" rx="9" ry="1.9" opacity=".7" />
    </>
  ),
  minttea: (
    <>
      <path className="s2" strokeWidth="4.2" d="M45 25h4a7 7 0 0 1 0 14h-5" />
      <path className="a0" opacity=".8" d="M13 13h33v36a7 7 0 0 1-7 7H20a7 7 0 0 1-7-7z" />
      <path className="a1" d="M13 23h33v26a7 7 0 0 1-7 7H20a7 7 0 0 1-7-7z" />
      <ellipse className="a2" cx="29.5" cy="23" rx="16.5" ry="3.2" opacity=".55" />
      <path className="a3" d="M29 44c-8-2-10-9-8-15 6 1 10 7 8 15z" />
      <path className="a2" d="M30 44c-2-8 3-13 9-14 2 7-2 13-9 14z" />
      <path className="s0" strokeWidth="1.4" d="M23 32c3 3 5 7 6 11M36.5 33c-3 3-5 6.5-6.5 10.5" />
    </>
  ),
  mug: (
    <>
      <path className="s2" strokeWidth="5.5" d="M45 25h3.500a8 8 0 0 1 8 8v3a8 8 0 0 1-8 8H45" />
      <path className="a2" d="M10 16h37v33a7 7 0 0 1-7 7H17a7 7 0 0 1-7-7z" />
      <path className="a1" d="M10 16h37v16c-6 4-9-2.5-15 .5S21 40 10 34z" />
      <path className="a3" opacity=".22" d="M40 16h7v33a7 7 0 0 1-7 7h-6c4-4 6-9 6-15z" />
      <ellipse className="a3" cx="28.5" cy="16" rx="18.5" ry="5" />
      <ellipse className="a2" cx="28.5" cy="17" rx="15" ry="3.3" opacity=".6" />
    </>
  ),
  notebook: (
    <>
      <path className="a1" d="M49 12h3v44h-3z" />
      <rect className="a2" x="13" y="8" width="37" height="49" rx="4" />
      <path className="a3" d="M13 12a4 4 0 0 1 4-4h5v49h-5a4 4 0 0 1-4-4z" />
      <path className="a0" d="M27.5 17h15v10h-15z" />
      <path className="s3" strokeWidth="1.7" d="M31 20.500h8M31 23.800h5" />
      <path className="s3" strokeWidth="2.4" d="M45.5 8v49" />
      <path className="a3" d="M30 57h4v5l-2-1.8-2 1.800z" />
    </>
  ),
  papers: (
    <>
      <path className="a2" d="M21 45h22l-2 7H23z" />
      <path className="a3" d="M14 51.500h36v4.500H14z" />
      <path className="s2" strokeWidth="4" d="M48 22h5a5 5 0 0 1 0 11h-8" />
      <path className="a2" d="M11 20h42L41 46H23z" />
      <path className="a0" d="M8.5 13h47L38 41H26z" />
      <path className="a1" d="M45 13h10.500L38 41h-5z" />
      <path className="s2" strokeWidth="1.5" d="M31 18l-1 20M23 18l4 19M39 18l-5 19" />
    </>
  ),
  soda: (
    <>
      <path className="a3" d="M26.5 4.500h11v6h-11z" />
      <path
        className="a2"
        d="M27.5 10h9v8c0 4.5 7.5 7 7.5 14v22.500a3.5 3.5 0 0 1-3.5 3.500h-17a3.5 3.5 0 0 1-3.5-3.500V32c0-7 7.5-9.5 7.5-14z"
      />
      <path
        className="a3"
        opacity=".35"
        d="M36.5 18c0 4.5 7.5 7 7.5 14v22.500a3.5 3.5 0 0 1-3.5 3.500H37V22z"
      />
      <path className="a0" d="M20 34h24v15H20z" />
      <path className="s3" strokeWidth="2" d="M25 45c1-7 4-8.5 7-8.500s3 4.5 7 3" />
      <circle className="a2" cx="37" cy="44" r="2" />
    </>
  ),
  tote: (
    <>
      <path className="s3" strokeWidth="3.2" d="M22 30V18a10 10 0 0 1 20 0v12" />
      <path className="a1" d="M10 25h44l-3 29a4 4 0 0 1-4 3.600H17a4 4 0 0 1-4-3.600z" />
      <path className="a2" opacity=".5" d="M45 25h9l-3 29a4 4 0 0 1-4 3.600h-7c3.4-10 5-21 5-32.600z" />
      <path className="a2" d="M10 25h44l-.5 4.500h-43z" />
      <circle className="a3" cx="31" cy="42" r="8" />
      <path className="a1" d="M31 36.500c3 2.2 4 4.2 4 6a4 4 0 0 1-8 0c0-1.8 1-3.8 4-6z" />
    </>
  ),
  towel: (
    <>
      <path className="s3" strokeWidth="3" d="M32 5v8M27 5h10" />
      <path className="a1" d="M13 13h38v42.500H13z" />
      <path className="a0" d="M13 13h25v42.500H13z" />
      <path className="a2" d="M13 37h38v4H13zM13 44h38v2H13zM13 49h38v2H13z" />
      <path className="a3" opacity=".16" d="M38 13h4v42.500h-4z" />
      <path className="s2" strokeWidth="1.6" strokeDasharray="1.5 3" d="M14 57.500h36" />
      <path className="a3" d="M13 13h38v2.600H13z" opacity=".35" />
    </>
  ),
};
