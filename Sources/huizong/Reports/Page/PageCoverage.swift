import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore
import PostgresClient

/// Who has handed in what of the page's year.
struct PageCoverage {
  let section: CoverageSection
  /// Counts of final accounts by state.
  let counts: [String: Int]
}

extension PageWriter {
  /// So many submissions are named.
  private static let namedSubmissionCount = 60

  /// The states in the order of the page; those that are a matter of concern are listed.
  private static let states: [(name: CoverageState, isListed: Bool)] = [
    (.effective, false), (.late, true), (.missing, true), (.returned, true), (.draft, true),
    (.excluded, true), (.exempt, false),
  ]

  func coverage(on connection: borrowing Connection) throws -> PageCoverage {
    let codes = frame.unitCodes.map(Set.init)
    let rows = try CoverageReader.rows(
      fiscalYear: frame.year, unitCodes: nil, states: CoverageState.allCases.map(\.rawValue),
      on: connection
    ).filter { codes?.contains($0.unitCode) ?? true }
    let known = Set(rows.map(\.state))
    let states = Self.states.map(\.name.rawValue).filter(known.contains)
    let byKind = Dictionary(grouping: rows, by: \.kind)
    let kinds = ["final_account", "self_evaluation", "budget"].filter { byKind[$0] != nil }
    let listed = Self.states.filter(\.isListed).flatMap { state in
      rows.filter { $0.state == state.name.rawValue }
    }
    let accounts = byKind["final_account"] ?? []
    return PageCoverage(
      section: CoverageSection(
        states: states.map { ($0, frame.say(Vocabulary.coverageState($0))) },
        kinds: kinds.map { kind in
          CoverageSection.Kind(
            frame.say(Vocabulary.submissionKind(kind)),
            counts: states.map { state in byKind[kind]?.count { $0.state == state } ?? 0 })
        },
        exceptions: listed.prefix(Self.namedSubmissionCount).map(exception),
        further: further(listed.count - Self.namedSubmissionCount), remark: allFunds),
      counts: Dictionary(grouping: accounts, by: \.state).mapValues(\.count))
  }

  private func exception(_ row: CoverageRow) -> CoverageSection.Exception {
    CoverageSection.Exception(
      unit: unitText(row.unitCode, row.unitName),
      kind: frame.say(Vocabulary.submissionKind(row.kind)), state: row.state,
      stateText: frame.say(Vocabulary.coverageState(row.state)),
      reason: row.reason.map { shortened($0, to: 160) })
  }

  private func further(_ count: Int) -> String? {
    guard count > 0 else { return nil }
    let command = "huizong coverage --year \(frame.year)"
    return frame.say(
      Phrase(
        "另有 \(NumberFormat.count(count)) 份,见 \(command)。",
        "\(NumberFormat.count(count)) more: \(command)."))
  }
}

extension PageCoverage {
  /// How many final accounts count of those that have to be handed in; nil where none has to be.
  func fact(_ frame: BookFrame) -> OverviewSection.Fact? {
    let counted = (counts["effective"] ?? 0) + (counts["late"] ?? 0)
    let expected = ["missing", "returned", "draft"].reduce(counted) { $0 + (counts[$1] ?? 0) }
    guard expected > 0 else { return nil }
    return OverviewSection.Fact(
      frame.say(Phrase("决算报送", "Accounts handed in")),
      "\(NumberFormat.count(counted)) / \(NumberFormat.count(expected))",
      note: counted == expected
        ? nil
        : frame.say(
          Phrase(
            "未齐 \(NumberFormat.count(expected - counted))",
            "\(NumberFormat.count(expected - counted)) not accepted")))
  }
}
