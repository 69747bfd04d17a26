import BudgetDomain

/// The printed codes of one table in their order, so that those with a common prefix stand
/// together: the order of codes for rows that have none of the classification.
struct LabelOrder {
  /// What stands in the code column, or the name where it is empty.
  private struct Label: Hashable {
    let text: String
    let isCode: Bool
  }

  private let texts: LineTexts
  private let ranges: [Label: Range<UInt32>]

  init(_ rows: [Int32], _ lines: [SubmittedLine], _ texts: LineTexts) {
    self.texts = texts
    // Names come last: a row known by its name only is nobody's prefix, and has none.
    let labels = Set(rows.map { Self.label(of: lines[Int($0)], texts) })
      .map { (label: $0, bytes: Array($0.text.utf8)) }
      .sorted {
        $0.label.isCode == $1.label.isCode
          ? $0.bytes.lexicographicallyPrecedes($1.bytes) : $0.label.isCode
      }
    var ranges: [Label: Range<UInt32>] = [:]
    for (place, (label, bytes)) in labels.enumerated() {
      var end = place + 1
      while label.isCode, end < labels.count, labels[end].label.isCode,
        labels[end].bytes.starts(with: bytes)
      {
        end += 1
      }
      // From 1, because 0 is the place of `*`, before every code.
      ranges[label] = label.text == "*" ? 0..<UInt32.max : UInt32(place + 1)..<UInt32(end + 1)
    }
    self.ranges = ranges
  }

  /// The place of a row's code, and the place after the last code that it is a prefix of.
  func range(of line: SubmittedLine) -> Range<UInt32>? { ranges[Self.label(of: line, texts)] }

  private static func label(of line: SubmittedLine, _ texts: LineTexts) -> Label {
    if line.section != .project, line.codeIsWellFormed {
      return Label(text: line.code.description, isCode: true)
    }
    return Label(text: texts[line.label] ?? "", isCode: line.statesCode)
  }
}
