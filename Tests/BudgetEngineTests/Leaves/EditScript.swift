import BudgetDomain

/// What changes in a district from one night to the next.
enum Edit: CaseIterable {
  case amount, row, status, revision, submission, withdrawal, figure, explanation
  case parent, unit, unitType, alias, subject, crosswalk, succession, transfer, setting, formula
  case expectation, closing, nothing

  /// Changes a district.
  func apply(to district: inout District, _ random: inout SeededGenerator) {
    switch self {
    case .amount, .row, .status, .revision, .submission, .withdrawal, .figure, .explanation:
      applyToSubmissions(of: &district, &random)
    case .parent, .unit, .unitType: applyToUnits(of: &district, &random)
    case .closing:
      let year = Int.random(in: 2020...2023, using: &random)
      // A district whose units stand in a circle publishes nothing that could be closed.
      if district.closings.removeValue(forKey: year) == nil { try? district.close(year) }
    case .nothing: break
    default: applyToReference(of: &district, &random)
    }
  }

  private func applyToSubmissions(
    of district: inout District, _ random: inout SeededGenerator
  ) {
    guard let place = district.submissions.indices.randomElement(using: &random) else { return }
    var submission = district.submissions[place]
    switch self {
    case .amount:
      guard let row = submission.rows.indices.randomElement(using: &random) else { return }
      submission.rows[row].amounts.actual = String(Int.random(in: 0...9_999, using: &random))
    case .row:
      if Bool.random(using: &random), !submission.rows.isEmpty {
        submission.rows.removeLast()
      } else {
        submission.rows += district.submissions.randomElement(using: &random)?.rows.prefix(1) ?? []
      }
    case .status:
      submission.status = SubmissionStatus.allCases.randomElement(using: &random) ?? .draft
    case .figure:
      let names = ["three_public.actual", "total.actual", "total.prior", "staff.actual"]
      let name = names.randomElement(using: &random) ?? ""
      submission.figures[name] =
        Bool.random(using: &random) ? nil : String(Int.random(in: 0...99, using: &random))
    case .explanation:
      submission.explanations.append(
        Explanation(
          lineNumber: Int32.random(in: 1...3, using: &random), kind: .directTransfer,
          counterparty: district.units.randomElement(using: &random)?.code))
    case .revision, .submission:
      submission.id = (district.submissions.map(\.id).max() ?? 0) + 1
      if self == .revision { submission.revision += 1 }
      if self == .submission { submission.year += Int.random(in: -1...1, using: &random) }
      submission.status = .submitted
      let taken = district.submissions.contains {
        ($0.unit, $0.year, $0.kind, $0.revision)
          == (submission.unit, submission.year, submission.kind, submission.revision)
      }
      if !taken { district.submissions.append(submission) }
      return
    default:
      district.submissions.remove(at: place)
      return
    }
    district.submissions[place] = submission
  }

  private func applyToUnits(of district: inout District, _ random: inout SeededGenerator) {
    guard let place = district.units.indices.randomElement(using: &random) else { return }
    let unit = district.units[place]
    let others = district.units.map(\.code).filter { $0 != unit.code }
    var (name, parent, type) = (unit.name, unit.parent, unit.type)
    switch self {
    case .parent: parent = others.randomElement(using: &random)
    case .unitType: type = ["行政", "事业", nil].randomElement(using: &random) ?? nil
    default: name += "新"
    }
    let first = Int.random(in: 2020...2023, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: district.units.remove(at: place)
    case 1:
      district.units[place] = UnitRow(
        code: unit.code, validity: unit.validity, name: name, parent: parent, type: type)
    default:
      district.units.removeAll { $0.code == unit.code && $0.validity.from == first }
      district.units.append(
        UnitRow(
          code: unit.code, validity: Validity(from: first, to: nil), name: name, parent: parent,
          type: type))
    }
  }

  private func applyToReference(of district: inout District, _ random: inout SeededGenerator) {
    var other = District.reorganisedWithTransfers(&random)
    func change<Row>(_ rows: inout [Row], _ more: [Row]) {
      if Bool.random(using: &random), !rows.isEmpty {
        rows.remove(at: Int.random(in: rows.indices, using: &random))
      } else if let row = more.randomElement(using: &random) {
        rows.append(row)
      }
    }
    let year = Int.random(in: 2020...2023, using: &random)
    switch self {
    case .alias:
      let code = SubjectCode("2010101") ?? .all
      change(
        &district.aliases,
        ["其他", "合计"].map {
          SubjectAlias(alias: $0, code: code, validity: Validity(from: year, to: nil))
        })
    case .subject:
      let code = SubjectCode(["2010101", "202"].randomElement(using: &random) ?? "") ?? .all
      other.functional.append(
        SubjectRow(
          fund: .general, code: code, validity: Validity(from: year, to: nil), name: "\(year)"))
      change(&district.functional, other.functional)
    case .crosswalk: change(&district.crosswalk, other.crosswalk)
    case .succession: change(&district.successions, other.successions)
    case .transfer: change(&district.transfers, other.transfers)
    case .setting: change(&district.settings, Self.settings(since: year) + other.settings)
    case .formula: change(&district.formulas, Self.formulas(since: year))
    default:
      change(
        &district.expected,
        district.units.map { District.Expected(year: year, unit: $0.code, dueDay: 19_000) })
    }
    district.settings = Array(
      Dictionary(grouping: district.settings) { "\($0.rule) \($0.name) \($0.validity)" }
        .sorted { $0.key < $1.key }.compactMap(\.value.first))
    district.formulas = Array(
      Dictionary(grouping: district.formulas) { "\($0.code) \($0.validity)" }
        .sorted { $0.key < $1.key }.compactMap(\.value.first))
  }

  private static func settings(since year: Int) -> [RuleSetting] {
    [("P010", "least_change_yuan"), ("elimination", "threshold"), ("E030", "least_yuan")].map {
      RuleSetting(
        rule: RuleCode($0.0), name: $0.1, validity: Validity(from: year, to: nil),
        value: PrintedNumber(0))
    }
  }

  private static func formulas(since year: Int) -> [FormulaRow] {
    [
      "total.actual = functional[*].actual", "total.prior = prior.functional[*].actual",
      "functional[201].actual = children.functional[201].actual", "staff.actual <= 99",
    ].enumerated().map { number, formula in
      FormulaRow(
        code: RuleCode("Z0\(number)0"), validity: Validity(from: year, to: nil), title: "试",
        severity: .error, scope: "*", formula: formula, note: nil)
    }
  }
}
