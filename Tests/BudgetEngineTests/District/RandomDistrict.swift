import BudgetDomain

extension District {
  private static let codes = [
    "*", "?", "201", "20101", "2010101", "2010102", "20102", "2010201", "202", "20299", "2010",
    "20101011", "2010102001", "206", "20", "x",
  ]
  private static let economicCodes = ["301", "30101", "30102", "302", "30201", "*", "3010"]
  private static let projects = ["P1", "P11", "P1102", "P2", "*"]
  private static let figures = [
    "total.actual", "three_public.actual", "three_public.prior", "staff.actual", "meeting.change",
    "training.change_percent", "vehicle.count",
  ]

  /// Three levels of units that come and go, three years, every kind of row, slips included.
  static func random(_ random: inout SeededGenerator) -> District {
    var district = District()
    for code in ["1", "2", "11", "12", "13", "21", "111", "112", "9"] {
      let parent = code.count == 1 ? nil : String(code.dropLast())
      let from = Int.random(in: 0..<5, using: &random) == 0 ? 2022 : 2000
      let to = Int.random(in: 0..<6, using: &random) == 0 ? 2022 : nil
      district.units.append(
        UnitRow(
          code: code, validity: Validity(from: from, to: to), name: code, parent: parent,
          type: nil))
    }
    for year in 2021...2023 {
      for unit in district.units.map(\.code) + ["77"] {
        for kind in SubmissionKind.allCases where Int.random(in: 0..<3, using: &random) > 0 {
          for revision in 1...Int.random(in: 1...2, using: &random) {
            district.submissions.append(
              submission(unit, year, kind, revision, Int64(district.submissions.count), &random))
          }
        }
      }
    }
    return district
  }

  private static func submission(
    _ unit: String, _ year: Int, _ kind: SubmissionKind, _ revision: Int, _ id: Int64,
    _ random: inout SeededGenerator
  ) -> Submission {
    var submission = Submission(
      id: id * 7 % 1_009 + 1, unit: unit, year: year, kind: kind, revision: revision)
    submission.status =
      [.submitted, .accepted, .submitted, .draft, .returned]
      .randomElement(using: &random) ?? .submitted
    submission.amountUnit = AmountUnit.allCases.randomElement(using: &random) ?? .yuan
    let statesInitial = Int.random(in: 0..<3, using: &random) > 0
    for _ in 0..<Int.random(in: 0...9, using: &random) {
      submission.rows.append(row(statesInitial, &random))
    }
    for figure in figures where Int.random(in: 0..<4, using: &random) == 0 {
      submission.figures[figure] = String(Int.random(in: -5...50, using: &random))
    }
    return submission
  }

  private static func row(_ statesInitial: Bool, _ random: inout SeededGenerator) -> Row {
    let functional = Int.random(in: 0..<3, using: &random) > 0
    var row = Row()
    row.section =
      functional ? .functional : Section.allCases.randomElement(using: &random) ?? .income
    row.fund =
      [.unstated, .unstated, .general, .fund, .other].randomElement(using: &random) ?? .other
    switch row.section {
    case .functional:
      row.code = codes.randomElement(using: &random)
      if Int.random(in: 0..<12, using: &random) == 0 {
        (row.code, row.name) = (nil, ["合计", "其他", nil].randomElement(using: &random) ?? nil)
      }
    case .economic:
      row.code = economicCodes.randomElement(using: &random)
      row.within = [nil, nil, "2010101"].randomElement(using: &random) ?? nil
    case .project:
      row.code = projects.randomElement(using: &random)
      if Bool.random(using: &random) {
        (row.code, row.name) = (nil, ["P1", "P12", nil][Int(random.next() % 3)])
      }
    case .income:
      row.code = [nil, nil, "201", "2010101"].randomElement(using: &random) ?? nil
      row.income = IncomeKind.allCases.randomElement(using: &random) ?? .other
    }
    if row.section != .income {
      row.kind =
        [.unstated, .unstated, .basic, .project, .operating]
        .randomElement(using: &random) ?? .basic
    }
    if Int.random(in: 0..<8, using: &random) == 0 { row.form = "T3" }
    for measure in Measure.allCases where measure != .initialBudget || statesInitial {
      row.amounts[measure] = amount(&random)
    }
    spoil(&row, &random)
    return row
  }

  /// Puts a word that is in no list into some rows.
  private static func spoil(_ row: inout Row, _ random: inout SeededGenerator) {
    guard Int.random(in: 0..<8, using: &random) == 0 else { return }
    switch UnknownWord.Column.allCases.randomElement(using: &random) {
    case .section where Bool.random(using: &random): row.unknown[.section] = "functionaL"
    case .fund: (row.fund, row.unknown[.fund]) = (.unstated, "财政")
    case .kind: (row.kind, row.unknown[.kind]) = (.unstated, "")
    case .income: (row.income, row.unknown[.income]) = (.unstated, "operatinG")
    default: break
    }
  }

  private static func amount(_ random: inout SeededGenerator) -> String? {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<5: nil
    case 5: "0.00"
    case 6: "NaN"
    case 7: "0.00000000001"
    case 8: String(Int.random(in: -300...0, using: &random))
    default: "\(Int.random(in: 0...900, using: &random)).\(Int.random(in: 10...99, using: &random))"
    }
  }
}
