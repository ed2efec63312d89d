// The marks and links of a crowd, one instance each. Their places come from a texture, so that only it is written when they move;
// the camera and all else that depends on the scale is in `sight`. The same formulas as src/scene/sight.rs and crowd_ink.rs.

struct Sight {
    offset: vec2<f32>,
    screen: vec2<f32>,
    canvas: vec4<f32>,
    scale: f32,
    shrink: f32,
    least: f32,
    thin: f32,
    fade: f32,
    keep_link: f32,
    keep_mark: f32,
    ppp: f32,
    linear: f32,
    grain: f32,
    unused_b: f32,
    unused_c: f32,
}

@group(0) @binding(0) var<uniform> sight: Sight;
@group(0) @binding(1) var places: texture_2d<f32>;

const COLUMNS: u32 = 2048u;
const DISC: u32 = 0u;
const HUB: u32 = 1u;
const RING: u32 = 2u;
const TARGET: u32 = 3u;
const SQUARE: u32 = 4u;
const ARROW: u32 = 1u;
const DASHED: u32 = 2u;
const LOOP: u32 = 4u;
const STEPS: f32 = 24.0;
const NOWHERE: vec4<f32> = vec4<f32>(4.0, 4.0, 0.0, 1.0);

// World place, half of its size, form.
fn place(i: u32) -> vec4<f32> {
    return textureLoad(places, vec2<u32>(i % COLUMNS, i / COLUMNS), 0);
}

fn seen(world: vec2<f32>) -> vec2<f32> {
    return world * sight.scale + sight.offset;
}

fn half_of(p: vec4<f32>) -> f32 {
    return max(p.z * sight.shrink, sight.least);
}

// On the screen from points of the window.
fn position(p: vec2<f32>) -> vec4<f32> {
    let share = p * sight.ppp / sight.screen;
    return vec4<f32>(share.x * 2.0 - 1.0, 1.0 - share.y * 2.0, 0.0, 1.0);
}

// How much of a pixel is covered whose middle lies this many points inside an edge.
fn covered(inside: f32) -> f32 {
    return clamp(inside * sight.ppp + 0.5, 0.0, 1.0);
}

fn painted(color: vec3<f32>, opacity: f32) -> vec4<f32> {
    var out = color;
    if sight.linear > 0.5 {
        let low = color / 12.92;
        let high = pow((color + vec3<f32>(0.055)) / 1.055, vec3<f32>(2.4));
        out = select(high, low, color <= vec3<f32>(0.04045));
    }
    return vec4<f32>(out * opacity, opacity);
}

struct DotOut {
    @builtin(position) position: vec4<f32>,
    @location(0) local: vec2<f32>,
    @location(1) @interpolate(flat) half: f32,
    @location(2) @interpolate(flat) form: u32,
    @location(3) @interpolate(flat) fill: vec4<f32>,
    @location(4) @interpolate(flat) edge: vec4<f32>,
}

@vertex
fn dot_vertex(
    @builtin(vertex_index) vertex: u32,
    @location(0) index: u32,
    @location(1) fill: vec4<f32>,
    @location(2) edge: vec4<f32>,
) -> DotOut {
    let p = place(index);
    var out: DotOut;
    out.half = half_of(p);
    out.form = u32(p.w);
    out.fill = fill;
    out.edge = edge;
    let reach = out.half + select(0.0, 1.5, out.form == HUB) + 1.0 / sight.ppp;
    let corner = vec2<f32>(f32(vertex & 1u), f32(vertex >> 1u)) * 2.0 - 1.0;
    out.local = corner * reach;
    out.position = position(seen(p.xy) + out.local);
    return out;
}

@fragment
fn dot_fragment(in: DotOut) -> @location(0) vec4<f32> {
    let away = length(in.local);
    var opacity = covered(in.half - away);
    var color = in.fill.rgb;
    if in.form == DISC {
        opacity *= sight.grain;
    } else if in.form == HUB {
        opacity = covered(in.half + 1.5 - away);
        color = mix(in.edge.rgb, in.fill.rgb, covered(in.half - away));
    } else if in.form == RING || in.form == TARGET {
        color = in.edge.rgb;
        if in.half >= 7.0 {
            color = mix(in.edge.rgb, in.fill.rgb, covered(in.half - 2.0 - away));
            if in.form == TARGET {
                color = mix(color, in.edge.rgb, covered(2.5 - away));
            }
        }
    } else if in.form == SQUARE {
        let wide = select(1.6, 1.0, in.half < 4.0);
        let corner = min(3.0 * sight.shrink + wide / 2.0, in.half);
        let q = abs(in.local) - vec2<f32>(in.half - corner);
        let inside = corner - length(max(q, vec2<f32>(0.0))) - min(max(q.x, q.y), 0.0);
        opacity = covered(inside);
        color = mix(in.edge.rgb, in.fill.rgb, covered(inside - wide));
    }
    return painted(mix(sight.canvas.rgb, color, sight.keep_mark), opacity);
}

struct StrandIn {
    @location(0) ends: vec2<u32>,
    @location(1) gaps: vec2<f32>,
    // Width in points at full size; places aside, or the direction of a loop.
    @location(2) width_bend: vec2<f32>,
    @location(3) color: vec4<f32>,
    @location(4) flags: u32,
}

struct StrandOut {
    @builtin(position) position: vec4<f32>,
    @location(0) across: f32,
    @location(1) along: f32,
    @location(2) @interpolate(flat) half: f32,
    @location(3) @interpolate(flat) color: vec4<f32>,
    @location(4) @interpolate(flat) dashed: u32,
}

// How far from the middle of a mark a ray leaves it.
fn exit_of(p: vec4<f32>, towards: vec2<f32>) -> f32 {
    let half = half_of(p);
    if u32(p.w) != SQUARE {
        return half;
    }
    let side = vec2<f32>(half) / max(abs(towards), vec2<f32>(1e-6));
    return min(side.x, side.y) - select(0.0, 1.2 * sight.shrink, abs(side.x - side.y) < 3.0 * sight.shrink);
}

// Length and half width of an arrow head.
fn head_size(width: f32) -> vec2<f32> {
    return vec2<f32>(min(5.5 + 1.1 * width, 20.0), min(3.0 + 0.85 * width, 14.0));
}

struct Course {
    a: vec2<f32>,
    b: vec2<f32>,
    c: vec2<f32>,
    d: vec2<f32>,
    start: f32,
    end: f32,
    none: bool,
}

fn at(course: Course, t: f32) -> vec2<f32> {
    let s = 1.0 - t;
    return course.a * (s * s * s) + course.b * (3.0 * s * s * t) + course.c * (3.0 * s * t * t) + course.d * (t * t * t);
}

fn towards_at(course: Course, t: f32) -> vec2<f32> {
    let s = 1.0 - t;
    let along = (course.b - course.a) * (s * s) + (course.c - course.b) * (2.0 * s * t) + (course.d - course.c) * (t * t);
    return along / max(length(along), 1e-6);
}

fn ray(angle: f32) -> vec2<f32> {
    return vec2<f32>(cos(angle), sin(angle));
}

// The course of a strand: a cubic curve of which the part from `start` to `end` lies outside its marks.
fn course_of(in: StrandIn) -> Course {
    let p = place(in.ends.x);
    let q = place(in.ends.y);
    let a = seen(p.xy);
    let b = seen(q.xy);
    var course: Course;
    if (in.flags & LOOP) != 0u {
        let turn = in.width_bend.y;
        let reach = half_of(p) + 62.0;
        course.a = a + ray(turn - 0.65) * exit_of(p, ray(turn - 0.65));
        course.b = a + ray(turn - 0.72) * reach;
        course.c = a + ray(turn + 0.72) * reach;
        course.d = a + ray(turn + 0.65) * (exit_of(p, ray(turn + 0.65)) + in.gaps.y);
        course.start = 0.0;
        course.end = 1.0;
        course.none = false;
        return course;
    }
    let far = length(b - a);
    let towards = (b - a) / max(far, 1e-6);
    let bulge = in.width_bend.y * clamp(far * 0.2, 14.0, 70.0);
    let aside = vec2<f32>(-towards.y, towards.x) * bulge;
    course.a = a;
    course.b = mix(a, b, 0.3) + aside;
    course.c = mix(a, b, 0.7) + aside;
    course.d = b;
    let start = exit_of(p, towards) + in.gaps.x;
    let end = far - exit_of(q, -towards) - in.gaps.y;
    course.none = end - start <= 1.0;
    course.start = start / max(far, 1e-6);
    course.end = end / max(far, 1e-6);
    return course;
}

fn shaft_end(course: Course, in: StrandIn) -> f32 {
    if (in.flags & ARROW) == 0u {
        return course.end;
    }
    var far = 0.0;
    var last = at(course, course.start);
    for (var i = 1; i <= 12; i++) {
        let next = at(course, mix(course.start, course.end, f32(i) / 12.0));
        far += length(next - last);
        last = next;
    }
    let left = clamp((far - head_size(in.width_bend.x * sight.thin).x + 1.0) / max(far, 1e-3), 0.0, 1.0);
    return mix(course.start, course.end, left);
}

fn strand_out(in: StrandIn, p: vec2<f32>, towards: vec2<f32>, side: f32, along: f32) -> StrandOut {
    let width = in.width_bend.x * sight.thin;
    let drawn = max(width, 1.0 / sight.ppp);
    var out: StrandOut;
    out.half = drawn / 2.0;
    out.across = side * (out.half + 0.6 / sight.ppp);
    out.along = along;
    // A line thinner than a pixel is as much fainter.
    out.color = vec4<f32>(mix(sight.canvas.rgb, in.color.rgb, sight.keep_link), sight.fade * width / drawn);
    out.dashed = in.flags & DASHED;
    out.position = position(p + vec2<f32>(-towards.y, towards.x) * out.across);
    return out;
}

@vertex
fn strand_vertex(@builtin(vertex_index) vertex: u32, in: StrandIn) -> StrandOut {
    let p = place(in.ends.x);
    let q = place(in.ends.y);
    let a = seen(p.xy);
    let b = seen(q.xy);
    let far = length(b - a);
    let towards = (b - a) / max(far, 1e-6);
    let start = exit_of(p, towards) + in.gaps.x;
    var end = far - exit_of(q, -towards) - in.gaps.y;
    let none = end - start <= 1.0;
    if (in.flags & ARROW) != 0u {
        end = max(end - head_size(in.width_bend.x * sight.thin).x + 1.0, start);
    }
    let along = select(0.0, end - start, vertex > 1u);
    var out = strand_out(in, a + towards * (start + along), towards, select(-1.0, 1.0, (vertex & 1u) == 1u), along);
    if none {
        out.position = NOWHERE;
    }
    return out;
}

@vertex
fn bent_vertex(@builtin(vertex_index) vertex: u32, in: StrandIn) -> StrandOut {
    let course = course_of(in);
    let end = shaft_end(course, in);
    let share = f32(vertex >> 1u) / STEPS;
    let t = mix(course.start, end, share);
    var along = 0.0;
    if (in.flags & DASHED) != 0u {
        var last = at(course, course.start);
        for (var i = 1u; i <= vertex >> 1u; i++) {
            let next = at(course, mix(course.start, end, f32(i) / STEPS));
            along += length(next - last);
            last = next;
        }
    }
    var out = strand_out(in, at(course, t), towards_at(course, t), select(-1.0, 1.0, (vertex & 1u) == 1u), along);
    if course.none {
        out.position = NOWHERE;
    }
    return out;
}

@fragment
fn strand_fragment(in: StrandOut) -> @location(0) vec4<f32> {
    var opacity = in.color.a * covered(in.half - abs(in.across));
    if in.dashed != 0u {
        let phase = in.along - 7.0 * floor(in.along / 7.0);
        // Four points on, three off; the off part is split between the ends of a period, so that both edges are smooth.
        opacity *= max(covered(2.0 - abs(phase - 2.0)), covered(2.0 - abs(phase - 9.0)));
    }
    return painted(in.color.rgb, opacity);
}

struct HeadOut {
    @builtin(position) position: vec4<f32>,
    // Points from the tip backwards, and to the side.
    @location(0) local: vec2<f32>,
    @location(1) @interpolate(flat) size: vec2<f32>,
    @location(2) @interpolate(flat) color: vec4<f32>,
}

@vertex
fn head_vertex(@builtin(vertex_index) vertex: u32, in: StrandIn) -> HeadOut {
    let course = course_of(in);
    let tip = at(course, course.end);
    let towards = towards_at(course, course.end);
    var out: HeadOut;
    out.size = head_size(in.width_bend.x * sight.thin);
    out.color = vec4<f32>(mix(sight.canvas.rgb, in.color.rgb, sight.keep_link), sight.fade);
    let margin = 1.0 / sight.ppp;
    out.local = vec2<f32>(
        select(-margin, out.size.x + margin, vertex > 1u),
        select(-1.0, 1.0, (vertex & 1u) == 1u) * (out.size.y + margin),
    );
    out.position = position(tip - towards * out.local.x + vec2<f32>(-towards.y, towards.x) * out.local.y);
    if course.none {
        out.position = NOWHERE;
    }
    return out;
}

@fragment
fn head_fragment(in: HeadOut) -> @location(0) vec4<f32> {
    let flank = (in.size.y * in.local.x / in.size.x - abs(in.local.y)) * in.size.x / length(in.size);
    return painted(in.color.rgb, in.color.a * covered(min(flank, in.size.x - in.local.x)));
}
