/// Checks the figures of one submission against each other.
struct SubmissionChecker {
  let submission: FiledDistrict.Submission
  let reading: Reading

  private static let measures = PrintedRow.measures

  func violation(_ rule: String, line: String? = nil, figure: String? = nil) -> Violation {
    Violation(
      rule: rule, year: submission.year, unitCode: submission.unitCode, lineNumber: line,
      figure: figure)
  }

  /// The rows that are amounts of their own, without printed totals.
  func money(_ section: String, _ measure: String) -> [PrintedRow] {
    submission.rows.filter {
      $0.section == section && $0.amounts[measure] != nil && !$0.totals.contains(measure)
    }
  }

  func printedTotals() -> [Violation] {
    var found: [Violation] = []
    for section in ["functional", "economic"] {
      for measure in Self.measures {
        let money = money(section, measure)
        for row in submission.rows where row.section == section && row.totals.contains(measure) {
          let parts = money.filter { row.covers($0) }.compactMap { $0.amounts[measure] }
          guard let total = row.amounts[measure], !reading.allows(sum: parts, equals: total)
          else { continue }
          found.append(violation("T010", line: row.number))
        }
      }
    }
    return found
  }

  /// Sections and kinds against the totals stated in words.
  func statedTotals() -> [Violation] {
    let sections: [(figure: String, section: String, kind: String?)] = [
      ("total", "functional", nil), ("basic", "functional", "basic"),
      ("project", "functional", "project"), ("project", "project", nil),
      ("basic", "economic", "basic"),
    ]
    var found: [Violation] = []
    for (family, section, kind) in sections {
      for measure in Self.measures {
        let parts = money(section, measure).filter { kind == nil || $0.kind == kind }
        found += compare(parts, measure, with: "\(family).\(measure)")
      }
    }
    found += compare(money("income", "actual"), "actual", with: "income.total")
    for fund in ["fund", "capital"] {
      let parts = money("functional", "actual").filter { $0.fund == fund }
      found += compare(parts, "actual", with: "total.actual.\(fund)")
    }
    return found
  }

  private func compare(
    _ parts: [PrintedRow], _ measure: String, with figure: String
  ) -> [Violation] {
    guard !parts.isEmpty, let stated = submission.amount(figure) else { return [] }
    let amounts = parts.compactMap { $0.amounts[measure] }
    let holds = reading.allows(sum: amounts, equals: stated)
    return holds ? [] : [violation("F010", figure: figure)]
  }

  /// Change = this year − last year, and its percentage of last year.
  func growth() -> [Violation] {
    var found: [Violation] = []
    for figure in submission.figures.keys where figure.hasSuffix(".change") {
      let family = figure.dropLast(".change".count)
      guard let change = submission.amount(figure), let now = submission.amount(family + ".actual")
      else { continue }
      let prior = submission.amount(family + ".prior")
      if let prior, !reading.allows(sum: [prior, change], equals: now) {
        found.append(violation("F020", figure: figure))
      }
      guard let percent = submission.figures[family + ".change_percent"] else { continue }
      let holds =
        prior.map { reading.allows(percent: percent, of: change, in: $0) }
        ?? reading.allows(percent: percent, ofChange: change, to: now)
      if !holds { found.append(violation("F030", figure: family + ".change_percent")) }
    }
    return found
  }

  func shares() -> [Violation] {
    guard let total = submission.amount("total.actual") else { return [] }
    let stem = "share_percent."
    return submission.figures.compactMap { figure, percent in
      guard figure.hasPrefix(stem) else { return nil }
      let parts = money("functional", "actual").filter {
        $0.code.hasPrefix(figure.dropFirst(stem.count))
      }.compactMap { $0.amounts["actual"] }
      let sum = parts.reduce(PrintedFigure(value: 0, half: 0)) {
        PrintedFigure(value: $0.value + $1.value, half: $0.half + $1.half)
      }
      let holds = Reading.ownWidth.allows(percent: percent, of: sum, in: total)
      return holds ? nil : violation("F040", figure: figure)
    }
  }

  /// People and posts, the parts of 三公 and of procurement, whole fen.
  func logic() -> [Violation] {
    var found: [Violation] = []
    if let posts = submission.figures["staff.authorised"].flatMap({ Int($0) }),
      let people = submission.figures["staff.actual"].flatMap({ Int($0) }), people > posts
    {
      found.append(violation("F050", figure: "staff.actual"))
    }
    let sums = ["budget", "actual", "prior"].flatMap { part in
      [
        (
          "three_public.\(part)",
          ["overseas", "vehicle", "reception"].map {
            "three_public.\($0).\(part)"
          }
        ),
        (
          "three_public.vehicle.\(part)",
          ["vehicle_purchase", "vehicle_running"].map {
            "three_public.\($0).\(part)"
          }
        ),
      ]
    }
    let procurement = ["goods", "works", "services"].map { "procurement.\($0)" }
    for (whole, parts) in sums + [("procurement.total", procurement)] {
      let amounts = parts.compactMap { submission.amount($0) }
      guard amounts.count == parts.count, let total = submission.amount(whole) else { continue }
      if !reading.allows(sum: amounts, equals: total) {
        found.append(violation("parts", figure: whole))
      }
    }
    for row in submission.rows {
      // Amounts count in twentieths of a fen.
      if row.amounts.values.contains(where: { $0.value % 20 != 0 }) {
        found.append(violation("A010", line: row.number))
      }
    }
    return found
  }
}
