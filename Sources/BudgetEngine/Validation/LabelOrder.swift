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
    var ends = Array(1...max(1, labels.count))
    // The codes that the next one may still begin with, each the beginning of the one after it.
    var open: [Int] = []
    for (place, (label, bytes)) in labels.enumerated() {
      while let last = open.last, !label.isCode || !bytes.starts(with: labels[last].bytes) {
        ends[last] = place
        open.removeLast()
      }
      if label.isCode { open.append(place) }
    }
    for place in open { ends[place] = labels.count }
    // From 1, because 0 is the place of `*`, before every code.
    ranges = Dictionary(
      uniqueKeysWithValues: labels.indices.map { place in
        let range = UInt32(place + 1)..<UInt32(ends[place] + 1)
        return (labels[place].label, labels[place].label.text == "*" ? 0..<UInt32.max : range)
      })
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
