import BudgetDomain
import BudgetRules

/// Sorts the rows of a submission into its printed tables.
enum TableLayout {
  /// What rows of one table have in common.
  private struct Key: Hashable {
    let section: Section
    let form: LineTexts.ID
    let within: SubjectCode?

    init(_ line: SubmittedLine) {
      section = line.section
      form = line.form
      within = line.section == .economic ? line.within : nil
    }
  }

  /// The tables in the order of their first rows.
  static func tables(of lines: [SubmittedLine], texts: LineTexts) -> [PrintedTable] {
    var order: [Key] = []
    var rows: [[Int32]] = []
    var places: [Key: Int] = [:]
    var last: (key: Key, place: Int)?
    for (index, line) in lines.enumerated() {
      let key = Key(line)
      if last?.key != key {
        let place = places[key] ?? order.count
        if place == order.count {
          order.append(key)
          rows.append([])
          places[key] = place
        }
        last = (key, place)
      }
      if let last { rows[last.place].append(Int32(index)) }
    }
    return zip(order, rows).map { key, rows in
      let projects =
        key.section == .project ? ProjectOrder(rows.map { lines[Int($0)] }, texts: texts) : nil
      return PrintedTable(
        section: key.section, form: texts[key.form], within: key.within, rows: rows, lines: lines
      ) { line in
        switch line.section {
        case .functional, .economic:
          RowKey(code: line.code, fund: line.fund, kind: line.kind.rawValue)
        case .income: RowKey(code: line.code, fund: line.fund, kind: line.income.rawValue)
        case .project: projects?.key(of: line) ?? RowKey(code: .all, fund: line.fund, kind: 0)
        }
      }
    }
  }
}

/// Projects in the order of their codes, so that the codes with a common prefix stand together.
private struct ProjectOrder {
  private let ranges: [LineTexts.ID: Range<UInt32>]

  init(_ lines: [SubmittedLine], texts: LineTexts) {
    let labels = Set(lines.map(\.label)).map { (label: $0, text: Array((texts[$0] ?? "").utf8)) }
      .sorted { $0.text.lexicographicallyPrecedes($1.text) }
    // A project is known by its code; one known by its name only is nobody's prefix.
    let coded = Set(lines.lazy.filter(\.statesCode).map(\.label))
    var ranges: [LineTexts.ID: Range<UInt32>] = [:]
    for (place, label) in labels.enumerated() {
      var end = place + 1
      if label.text == [0x2A] {
        ranges[label.label] = 0..<UInt32.max
        continue
      }
      while coded.contains(label.label), end < labels.count, coded.contains(labels[end].label),
        labels[end].text.starts(with: label.text)
      {
        end += 1
      }
      // From 1, because 0 is the place of `*`, before every project.
      ranges[label.label] = UInt32(place + 1)..<UInt32(end + 1)
    }
    self.ranges = ranges
  }

  func key(of line: SubmittedLine) -> RowKey? {
    ranges[line.label].map {
      RowKey(low: $0.lowerBound, end: $0.upperBound, fund: line.fund, kind: line.kind.rawValue)
    }
  }
}
