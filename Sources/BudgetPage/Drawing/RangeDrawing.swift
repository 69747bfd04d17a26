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

  var image: Node {
    let ruler = Ruler(
      [stated, low, high].compactMap(\.self), length: Self.width - 2 * Self.edge - 40,
      fromZero: false)
    let inset = Self.edge + 20
    let from = low.map { ruler.place($0) + inset } ?? 0
    let to = high.map { ruler.place($0) + inset } ?? Self.width
    let place = ruler.place(stated) + inset
    let band = (start: from, width: max(to - from, 4))
    return node(
      .svg, .class("range"), .viewBox(width: Self.width, height: Self.height), .role("img")
    ) {
      node(.title) { title }
      node(
        .line, .class("axis"), .x1(0), .x2(Self.width), .y1(Self.line), .y2(Self.line))
      node(
        .rect, .class("allowed"), .x(band.start), .y(Self.line - 6), .width(band.width),
        .height(12))
      node(
        .path, .class("stated"),
        .path("M\(place) \(Self.line - 7)l7 7l-7 7l-7 -7z"))
      label(statedText, at: place, y: 15, "stated")
      label(intervalText, at: band.start + band.width / 2, y: 54, "allowed")
    }
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
