import type { Scene } from "../scene.ts";

/** Gifts, money and what a shop hands over. */
export const GIFTS = {
  /** Three paper bags of a shop. */
  bags: {
    from: [0.4, 2.3, 8],
    to: [0, 1.15, 0],
    zoom: 2.0,
    wall: ["#F6C9B4", "#E99A7C"],
    floor: "#EFB49A",
    materials: {
      RED: ["#C8472F", 0.6],
      CREAM: ["#F8EBDC", 0.6],
      NAVY: ["#2E4057", 0.6],
      GOLD: ["#E3B04B", 0.3, 1],
      LEAF: ["#7A9B6B", 0.7],
    },
    helpers: `float bag(vec3 p,vec3 b){float d=box(p-vec3(0,b.y,0),b,.03);d=max(d,-box(p-vec3(0,b.y*2.,0),vec3(b.x-.05,.3,b.z-.05),.02));
      return d;}
      float grip(vec3 p,vec3 b){p.z=abs(p.z)-b.z+.03;p.y-=b.y*2.;float d=length(vec2(length(p.xy*vec2(1.,.75))-b.x*.42,p.z))-.028;return max(d,-p.y);}`,
    shapes: `vec3 a=p-vec3(-1.15,0,.2);rot(a.xz,.35);put(bag(a,vec3(.72,.95,.38)),RED)put(grip(a,vec3(.72,.95,.38)),CREAM)
      a=p-vec3(.45,0,-.35);rot(a.xz,-.22);put(bag(a,vec3(.85,1.25,.42)),CREAM)put(grip(a,vec3(.85,1.25,.42)),NAVY)
      put(slab(star(a.xy-vec2(0,1.25),.3),a.z-.43,.02,.01),GOLD)
      a=p-vec3(1.55,0,.6);rot(a.xz,-.5);put(bag(a,vec3(.5,.62,.3)),NAVY)put(grip(a,vec3(.5,.62,.3)),GOLD)
      a=p-vec3(-2.6,0,-.2);put(box(a-vec3(0,.4,0),vec3(.45,.4,.45),.04),CREAM)put(box(a-vec3(0,.4,0),vec3(.09,.41,.46),.01),RED)
      put(sphere(p-vec3(2.9,.32,-.1),.32),GOLD)put(sphere(p-vec3(-3.5,.22,.7),.22),RED)put(sphere(p-vec3(.1,.16,1.3),.16),GOLD)`,
  },
  /** Gift boxes with ribbons. */
  gift: {
    from: [0.6, 2.6, 8],
    to: [0, 1.0, 0],
    zoom: 2.1,
    wall: ["#F7B7C3", "#E57C93"],
    floor: "#F0A0B2",
    materials: {
      RED: ["#D7263D", 0.45],
      GOLD: ["#EDBE5A", 0.25, 1],
      CREAM: ["#FFF3E4", 0.6],
      ROSE: ["#E8879A", 0.5],
    },
    helpers: `float bow(vec3 p){p.x=abs(p.x);vec3 a=p-vec3(.22,.14,0);rot(a.xy,.55);float d=max(length(vec2(length(a.xy*vec2(.8,1.4))-.2,0.))-.045,abs(a.z)-.1);
      d=min(d,egg(p-vec3(0,.08,0),vec3(.1,.09,.12)));return d*.7;}`,
    shapes: `vec3 a=p-vec3(-.1,0,0);rot(a.xz,.4);put(box(a-vec3(0,.7,0),vec3(.85,.7,.85),.03),RED)put(box(a-vec3(0,1.45,0),vec3(.92,.16,.92),.03),RED)
      put(box(a-vec3(0,.81,0),vec3(.15,.815,.93),.01),GOLD)put(box(a-vec3(0,.81,0),vec3(.93,.815,.15),.01),GOLD)put(bow((a-vec3(0,1.6,0))*.7)/.7,GOLD)
      a=p-vec3(1.75,0,.5);rot(a.xz,-.3);put(box(a-vec3(0,.45,0),vec3(.55,.45,.55),.03),CREAM)put(box(a-vec3(0,.93,0),vec3(.6,.1,.6),.02),CREAM)
      put(box(a-vec3(0,.52,0),vec3(.1,.52,.61),.01),ROSE)put(box(a-vec3(0,.52,0),vec3(.61,.52,.1),.01),ROSE)put(bow(a-vec3(0,1.04,0)),ROSE)
      a=p-vec3(-1.85,0,.7);rot(a.xz,.15);put(box(a-vec3(0,.3,0),vec3(.5,.3,.4),.03),GOLD)put(box(a-vec3(0,.31,0),vec3(.09,.315,.41),.01),RED)put(bow((a-vec3(0,.6,0))*1.2)/1.2,RED)
      put(sphere(p-vec3(2.9,.3,-.6),.3),GOLD)put(sphere(p-vec3(-3.1,.4,-.7),.4),CREAM)put(sphere(p-vec3(.7,.15,1.4),.15),GOLD)put(sphere(p-vec3(3.6,.18,.6),.18),RED)`,
  },
  /** A red envelope, closed with a gold coin, and coins that fall. */
  envelope: {
    from: [0, 1.9, 7.6],
    to: [0, 1.35, 0],
    zoom: 1.95,
    wall: ["#F2553F", "#B5121B"],
    floor: "#C9202A",
    materials: {
      RED: ["#D81E28", 0.42],
      DARK: ["#B3121C", 0.45],
      GOLD: ["#F3BE4E", 0.22, 1],
      CREAM: ["#FFE9C2", 0.6],
    },
    helpers: `float coin(vec3 p,float s){float d=slab(length(p.xy)-s,p.z,.07,.02);return max(d,-slab(length(p.xy)-s*.8,abs(p.z)-.08,.03,.005));}
      float square(vec3 p,float s){return box(p,vec3(s*.24,s*.24,.055),.01);}`,
    shapes: `vec3 a=p-vec3(0,1.42,0);rot(a.xz,-.28);rot(a.yz,-.1);put(slab(rect(a.xy,vec2(.98,1.36),.12),a.z,.1,.05),RED)
      float flap=max(rect(a.xy-vec2(0,.25),vec2(.98,1.1),.12),.0-(length((a.xy-vec2(0,2.0))*vec2(.62,1.))-1.5)*-1.);put(slab(flap,a.z-.11,.035,.02),DARK)
      vec3 b=a-vec3(0,.5,.17);put(coin(b,.36),GOLD)put(square(b,.36),GOLD)
      b=p-vec3(-1.75,1.9,.2);rot(b.xz,.6);rot(b.yz,.4);put(coin(b,.32),GOLD)put(square(b,.32),GOLD)
      b=p-vec3(1.7,2.2,-.3);rot(b.xz,-.5);rot(b.xy,.5);put(coin(b,.36),GOLD)put(square(b,.36),GOLD)
      b=p-vec3(1.6,.75,.6);rot(b.xz,.3);rot(b.yz,-.6);put(coin(b,.28),GOLD)put(square(b,.28),GOLD)
      b=p-vec3(-2.9,.9,-.4);rot(b.xz,-.6);rot(b.yz,.5);put(coin(b,.4),GOLD)put(square(b,.4),GOLD)
      b=p-vec3(3.0,1.2,-.2);rot(b.xz,.7);put(coin(b,.34),GOLD)put(square(b,.34),GOLD)
      put(tube(p-vec3(-1.5,.07,.7),.36,.07,.02),GOLD)put(tube(p-vec3(-1.42,.21,.68),.36,.07,.02),GOLD)put(tube(p-vec3(-1.53,.35,.7),.36,.07,.02),GOLD)
      put(tube(p-vec3(2.4,.07,.9),.36,.07,.02),GOLD)`,
  },
} as const satisfies Record<string, Scene>;
