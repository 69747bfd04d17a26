internal import BudgetReport

/// The stated figure beside the interval that the rounding of the others allows.
struct RangeDrawing {
  /// In ten-thousandths: the figures of anomalies have four decimals at most.
  let stated: Int64
  /// The least it could be; nil where it is open.
  let low: Int64?
  /// The most it could be; nil where it is open.
  let high: Int64?
  /// The stated figure in words.
  let statedText: String
  /// The interval in words.
  let intervalText: String
  /// What a reader hears who does not see it.
  let title: String

  private static let width = 320
  private static let height = 62
  /// Where the line runs.
  private static let line = 29
  /// Numbers near an end of the line still fit beside it.
  private static let edge = 12

  /// Zero is in the drawing where the distance is a tenth of the numbers or more: then it shows how
  /// many times one is of the other. Else it shows the distance alone.
  private var showsZero: Bool {
    let known = [stated, low, high].compactMap(\.self)
    let most = known.map(\.magnitude).max() ?? 0
    let nearest = min(max(stated, low ?? stated), high ?? stated)
    let distance = (Int128(stated) - Int128(nearest)).magnitude
    return distance * 10 >= UInt128(most)
  }

  var image: Node {
    let inset = Self.edge
    let ruler = Ruler(
      [stated, low, high].compactMap(\.self), length: Self.width - 2 * inset, fromZero: showsZero)
    let from = low.map { ruler.place($0) + inset } ?? 0
    let to = high.map { ruler.place($0) + inset } ?? Self.width
    let place = ruler.place(stated) + inset
    let band = (start: from, width: max(to - from, 4))
    let middle = band.start + band.width / 2
    return node(
      .svg, .class("range"), .viewBox(width: Self.width, height: Self.height), .role("img")
    ) {
      node(.title) { title }
      node(.line, .class("axis"), .x1(0), .x2(Self.width), .y1(Self.line), .y2(Self.line))
      if showsZero { zero(at: ruler.place(0) + inset, besideTextAt: middle) }
      node(
        .rect, .class("allowed"), .x(band.start), .y(Self.line - 7), .width(band.width),
        .height(14))
      node(.path, .class("stated"), .path("M\(place) \(Self.line - 7)l7 7l-7 7l-7 -7z"))
      label(statedText, at: place, y: 15, "stated")
      label(intervalText, at: middle, y: 56, "allowed")
    }
  }

  /// The mark of zero, named where the interval's words leave room.
  private func zero(at place: Int, besideTextAt middle: Int) -> [Node] {
    let half = displayWidth(intervalText) * 4
    let centre = min(max(middle, half), Self.width - half)
    let isFree = abs(centre - place) > half + 12
    return [
      node(
        .line, .class("zero"), .x1(place), .x2(place), .y1(Self.line - 5), .y2(Self.line + 5))
    ] + (isFree ? [label("0", at: place, y: 56, "allowed")] : [])
  }

  /// A text as near to its place as the drawing allows.
  private func label(_ text: String, at place: Int, y: Int, _ tone: String) -> Node {
    let half = displayWidth(text) * 4
    let (anchor, x) =
      place < half
      ? ("start", 0) : place > Self.width - half ? ("end", Self.width) : ("middle", place)
    return node(.text, .class(tone), .x(x), .y(y), .anchor(anchor)) { text }
  }
}
