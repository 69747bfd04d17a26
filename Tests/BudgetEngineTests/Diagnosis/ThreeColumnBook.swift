import BudgetDomain

/// A book of three columns in which every relation holds, as lines of a gallery page: budgets and
/// actual amounts lie so close together that nobody asks for a reason.
struct ThreeColumnBook {
  /// A printed row: its place on the page, its amounts in hundredths.
  struct Row {
    let place: String
    var hundredths: [Int]
  }

  private(set) var rows: [Row] = []
  private var figures: [(name: String, hundredths: Int)] = []
  /// The rows that are amounts of their own.
  private(set) var own: [Int] = []

  init(_ random: inout SeededGenerator) {
    var money: [(code: String, kind: String, amounts: [Int])] = []
    for section in ["20101", "20102", "20801", "20805"] {
      for (item, kind) in zip(1...3, ["basic", "project", "project"]) {
        let initial = Int.random(in: 20_000...99_999, using: &random)
        let amounts = [initial, initial + 137 * item, initial + 211 * item]
        money.append(("\(section)0\(item)", kind, amounts))
      }
    }
    func sum(_ isIn: ((code: String, kind: String, amounts: [Int])) -> Bool) -> [Int] {
      (0..<3).map { column in money.filter(isIn).reduce(0) { $0 + $1.amounts[column] } }
    }
    rows.append(Row(place: "*", hundredths: sum { _ in true }))
    for item in money {
      for length in [3, 5] {
        let code = String(item.code.prefix(length))
        guard !rows.contains(where: { $0.place == code }) else { continue }
        rows.append(Row(place: code, hundredths: sum { $0.code.hasPrefix(code) }))
      }
      own.append(rows.count)
      rows.append(Row(place: "\(item.code) \(item.kind)", hundredths: item.amounts))
    }
    let total = sum { _ in true }
    figures += zip(["initial_budget", "final_budget", "actual"], total).map { ("total.\($0)", $1) }
    for kind in ["basic", "project"] {
      let amounts = sum { $0.kind == kind }
      figures += [("\(kind).initial_budget", amounts[0]), ("\(kind).actual", amounts[2])]
    }
  }

  /// Where a row stands.
  func row(_ place: String) -> Int { rows.firstIndex { $0.place == place } ?? 0 }

  subscript(row: Int) -> [Int] {
    get { rows[row].hundredths }
    set { rows[row].hundredths = newValue }
  }

  /// The code of a row.
  func code(_ row: Int) -> String { String(rows[row].place.prefix { $0 != " " }) }

  /// What people call the kind of a row; empty for a total.
  func kind(_ row: Int) -> String {
    switch rows[row].place.drop(while: { $0 != " " }).dropFirst() {
    case "basic": "基本支出"
    case "project": "项目支出"
    case let other: String(other)
    }
  }

  /// The amounts of a row as they are printed.
  func printed(_ row: Int) -> [String] { self[row].map(Self.printed) }

  static func printed(_ hundredths: Int) -> String {
    PrintedNumber(Int64(hundredths), decimals: 2).description
  }

  /// The book as a gallery page, without some rows.
  func page(without lost: Set<Int> = []) -> String {
    let lines = rows.indices.filter { !lost.contains($0) }.map { row in
      "\(rows[row].place) : \(printed(row).joined(separator: " "))"
    }
    // In yuan, so that every sum is exact and every amount can be told to the fen.
    return (["yuan"] + lines + figures.map { "\($0.name) = \(Self.printed($0.hundredths))" })
      .joined(separator: "\n")
  }
}
