import BudgetDomain
import Testing

@testable import BudgetEngine

@Suite struct CoverageSurveyTests {
  private static func survey(
    _ attempts: [District.Submission], expected: [District.Expected] = []
  ) throws -> (states: [String], missing: Int) {
    var district = District()
    district.units = ["1", "11", "12"].map {
      UnitRow(
        code: $0, validity: Validity(from: 2000, to: nil), name: "",
        parent: $0 == "1" ? nil : "1", type: nil)
    }
    district.submissions = attempts
    district.expected = expected
    let batch = district.batch()
    let validated = try validate(batch)
    let states = validated.coverage.map { entry in
      let unit = batch.reference.units.codes[entry.unit]
      let id = entry.submissionID.map { " \($0)" } ?? ""
      return "\(unit) \(entry.kind.name) \(entry.state.rawValue)\(id)"
    }
    return (states, validated.anomalies.count { $0.rule.text == "U020" })
  }

  private static func attempt(
    _ id: Int64, _ unit: String, _ status: SubmissionStatus = .submitted,
    _ kind: SubmissionKind = .finalAccount, revision: Int = 1, day: Int? = nil
  ) -> District.Submission {
    District.Submission(
      id: id, unit: unit, year: 2023, kind: kind, revision: revision, status: status, day: day)
  }

  @Test func everyUnitWithoutChildrenIsExpected() throws {
    let (states, missing) = try Self.survey([Self.attempt(1, "11")])
    #expect(states == ["11 final_account effective 1", "12 final_account missing"])
    #expect(missing == 1)
  }

  @Test func selfEvaluationSatisfiesTheFinalAccount() throws {
    let (states, missing) = try Self.survey([
      Self.attempt(1, "11", .submitted, .selfEvaluation), Self.attempt(2, "12"),
    ])
    #expect(states == ["11 self_evaluation effective 1", "12 final_account effective 2"])
    #expect(missing == 0)
  }

  /// One thing that is missing is one anomaly, however many attempts there were.
  @Test func attemptsThatDoNotCount() throws {
    let (states, missing) = try Self.survey([
      Self.attempt(1, "11", .draft), Self.attempt(2, "12", .returned, .selfEvaluation),
      Self.attempt(3, "12", .withdrawn, revision: 1),
    ])
    #expect(
      states == [
        "11 final_account draft 1", "12 final_account missing 3",
        "12 self_evaluation returned 2",
      ])
    #expect(missing == 2)
  }

  @Test func theLatestAttemptIsTheHighestRevision() throws {
    let (states, _) = try Self.survey([
      Self.attempt(1, "11", .returned, revision: 2), Self.attempt(2, "11", .draft, revision: 1),
      Self.attempt(3, "12"),
    ])
    #expect(states.first == "11 final_account returned 1")
  }

  @Test func anExpectedListNamesEverybody() throws {
    let (states, missing) = try Self.survey(
      [Self.attempt(1, "11", day: 20), Self.attempt(2, "12", .draft, .selfEvaluation)],
      expected: [
        .init(year: 2023, unit: "11", dueDay: 19), .init(year: 2023, unit: "1"),
        .init(year: 2023, unit: "12", kind: .budget, exemptReason: "新设"),
      ])
    #expect(
      states == [
        "1 final_account missing", "11 final_account late 1", "12 self_evaluation draft 2",
        "12 budget exempt",
      ])
    #expect(missing == 1)
  }

  @Test func inTimeOnTheLastDay() throws {
    let (states, _) = try Self.survey(
      [Self.attempt(1, "11", day: 19)], expected: [.init(year: 2023, unit: "11", dueDay: 19)])
    #expect(states == ["11 final_account effective 1"])
  }

  @Test func unlistedUnitsAreExcluded() throws {
    let (states, _) = try Self.survey([
      Self.attempt(1, "11"), Self.attempt(2, "12"), Self.attempt(3, "99"),
      Self.attempt(4, "98", .draft),
    ])
    #expect(states.suffix(2) == ["98 final_account draft 4", "99 final_account excluded 3"])
  }

  @Test func aLaterReturnIsNamedBesideTheOneInForce() throws {
    var district = District()
    district.units = [
      UnitRow(code: "11", validity: Validity(from: 2000, to: nil), name: "", parent: nil, type: nil)
    ]
    district.submissions = [
      Self.attempt(1, "11"), Self.attempt(2, "11", .returned, revision: 2),
    ]
    let entry = try #require(try validate(district.batch()).coverage.first)
    #expect(entry.state == .effective)
    #expect(entry.submissionID == 1)
    #expect(entry.reason?.contains("第2版为已退回(编号2)") == true)
  }
}
