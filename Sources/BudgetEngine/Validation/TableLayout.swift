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
      let labels = needsLabels(key.section, rows, lines) ? LabelOrder(rows, lines, texts) : nil
      return PrintedTable(
        section: key.section, form: texts[key.form], within: key.within, rows: rows, lines: lines
      ) { line in
        let (fund, kind) = (line.columnFund, line.columnKind)
        let printed = labels?.range(of: line)
        return printed.map {
          RowKey(low: $0.lowerBound, end: $0.upperBound, fund: fund, kind: kind)
        }
          ?? RowKey(code: line.code, fund: fund, kind: kind)
      }
    }
  }

  /// Whether rows have to be told apart by what is printed: projects always, subjects where some
  /// code is none. `2010` counts under 201, but it is no total of 20203 or 2011101.
  private static func needsLabels(_ section: Section, _ rows: [Int32], _ lines: [SubmittedLine])
    -> Bool
  {
    switch section {
    case .project: true
    case .functional, .economic: rows.contains { !lines[Int($0)].codeIsWellFormed }
    case .income: false
    }
  }
}
