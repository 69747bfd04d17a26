/// Bars in rows of a table: their figures stand beside them as words, so they are for the eye only.
enum Bars {
  /// How many units a stretched drawing is wide.
  static let width = 1_000
  private static let height = 20

  /// A bar from zero, another figure's pale and wide behind it. One that is longer than the ruler
  /// has two slanted gaps near its end.
  static func bar(_ steps: Int64, prior: Int64? = nil, on ruler: Ruler, _ tone: String) -> Node {
    drawing {
      if let prior {
        span(0, prior, on: ruler, "prior", inset: 0)
        if ruler.isCut(prior), !ruler.isCut(steps) { cut(prior, on: ruler) }
      }
      span(0, steps, on: ruler, tone, inset: prior == nil ? 3 : 6)
      if ruler.isCut(steps) { cut(steps, on: ruler) }
      if ruler.place(0) > 0 { upright(ruler.place(0), "zero") }
    }
  }

  /// A bar between two figures.
  static func floating(_ from: Int64, _ to: Int64, on ruler: Ruler, _ tone: String) -> Node {
    drawing {
      span(from, to, on: ruler, tone)
      upright(ruler.place(to), "level")
    }
  }

  /// Bars end to end.
  static func stacked(_ parts: [(count: Int, tone: String)]) -> Node {
    let ruler = Ruler([Int64(parts.reduce(0) { $0 + $1.count })], length: width)
    var (start, bars) = (Int64(0), [Node]())
    for part in parts where part.count > 0 {
      let end = start + Int64(part.count)
      bars.append(span(start, end, on: ruler, part.tone))
      if start > 0 { bars.append(upright(ruler.place(start), "gap")) }
      start = end
    }
    return drawing { bars }
  }

  private static func drawing(@NodeBuilder content: () -> [Node]) -> Node {
    node(
      .svg, .class("bar"), .viewBox(width: width, height: height), .stretched, .hidden,
      content: content)
  }

  private static func span(
    _ from: Int64, _ to: Int64, on ruler: Ruler, _ tone: String, inset: Int = 3
  ) -> Node {
    let (start, end) = (ruler.place(min(from, to)), ruler.place(max(from, to)))
    return node(
      .rect, .class(tone), .x(start), .y(inset), .width(max(end - start, from == to ? 0 : 2)),
      .height(height - 2 * inset))
  }

  /// Two slanted gaps where a bar is cut short.
  private static func cut(_ steps: Int64, on ruler: Ruler) -> Node {
    let (end, zero) = (ruler.place(steps), ruler.place(0))
    let inward = end < zero ? 1 : -1
    let marks = [90, 120].map { distance in
      "M\(end + inward * distance - 8) \(height + 1)L\(end + inward * distance + 8) -1"
    }
    return node(.path, .class("cut"), .path(marks.joined()), .steadyStroke)
  }

  private static func upright(_ place: Int, _ tone: String) -> Node {
    node(
      .line, .class(tone), .x1(place), .x2(place), .y1(0), .y2(height), .steadyStroke)
  }
}

/// Small columns, one a year, the last one set off.
struct Columns {
  /// The years' figures; nil is not stated.
  let steps: [Int64?]
  /// What a reader hears who does not see it.
  let title: String

  private static let pitch = 12
  private static let height = 32

  private var ruler: Ruler {
    Ruler(cutting: steps.compactMap(\.self), length: Self.height - 2)
  }

  /// Whether one of them is higher than it is drawn.
  var isCut: Bool { steps.contains { $0.map(ruler.isCut) ?? false } }

  var image: Node {
    let ruler = ruler
    let zero = Self.height - 1 - ruler.place(0)
    return node(
      .svg, .class("columns"),
      .viewBox(width: max(1, steps.count) * Self.pitch - 3, height: Self.height), .role("img")
    ) {
      node(.title) { title }
      for (place, steps) in steps.enumerated() {
        if let steps {
          let end = Self.height - 1 - ruler.place(steps)
          node(
            .rect, .class(place == self.steps.count - 1 ? "now" : "past"),
            .x(place * Self.pitch), .y(min(zero, end)), .width(Self.pitch - 3),
            .height(max(1, abs(zero - end))))
          if ruler.isCut(steps) { cut(place, at: end < zero ? end + 9 : end - 9) }
        }
      }
      node(
        .line, .class("base"), .x1(0), .x2(steps.count * Self.pitch - 3), .y1(zero), .y2(zero))
    }
  }

  /// A slanted gap across a column.
  private func cut(_ place: Int, at y: Int) -> Node {
    let x = place * Self.pitch
    return node(
      .path, .class("cut"), .path("M\(x - 1) \(y + 2)L\(x + Self.pitch - 2) \(y - 2)"))
  }
}
