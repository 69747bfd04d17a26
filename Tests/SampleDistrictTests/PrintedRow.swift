/// One row of a submission as its reader understands it.
struct PrintedRow {
  static let measures = ["initial_budget", "final_budget", "actual"]

  let number: String?
  let section: String
  let code: String
  let fund: String?
  let kind: String?
  let amounts: [String: PrintedFigure]
  /// The measures in which the row is a printed total of others.
  private(set) var totals: Set<String> = []

  /// The rows of one submission, with the printed totals found among them.
  static func rows(_ lines: [CSVTable.Row], amountUnit: String) -> [PrintedRow] {
    var rows = lines.map { PrintedRow($0, amountUnit: amountUnit) }
    for index in rows.indices where ["functional", "economic"].contains(rows[index].section) {
      let covered = rows.filter { rows[index].covers($0) }
      rows[index].totals = Set(
        rows[index].amounts.keys.filter { measure in
          covered.contains { $0.amounts[measure] != nil }
        })
    }
    return rows
  }

  private init(_ line: CSVTable.Row, amountUnit: String) {
    number = line["line_no"]
    section = line["section"] ?? ""
    code = (section == "economic" ? line["economic_code"] : line["functional_code"]) ?? ""
    fund = line["fund_type"]
    kind = line["expenditure_kind"]
    let printed = Self.measures.compactMap { measure in
      line[measure].flatMap { PrintedFigure(amount: $0, unit: amountUnit) }.map { (measure, $0) }
    }
    amounts = Dictionary(uniqueKeysWithValues: printed)
  }

  private var isReadable: Bool { [3, 5, 7].contains(code.utf8.count) }

  /// Whether this row is printed as a total over `other`.
  func covers(_ other: PrintedRow) -> Bool {
    guard section == other.section, fund == nil || fund == other.fund,
      kind == nil || kind == other.kind,
      code == "*" || (other.code.hasPrefix(code) && isReadable && other.isReadable)
    else { return false }
    return code != other.code || fund != other.fund || kind != other.kind
  }
}
