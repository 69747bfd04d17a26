import BudgetDomain
import Testing

@testable import BudgetEngine

/// Jumps that are slips which the diagnosis has listed.
@Suite struct CertainCorrectionTests {
  /// Twelve units over three years, growing by a few per cent; each book prints totals.
  private static func district(
    _ change: (inout District.Submission) -> Void = { _ in }
  ) -> District {
    var random = SeededGenerator(seed: 5)
    var district = District()
    for unit in 0..<12 {
      let code = String(101 + unit)
      district.units.append(
        UnitRow(
          code: code, validity: Validity(from: 2000, to: nil), name: "", parent: nil, type: "行政"))
      for year in 2021...2023 {
        var submission = District.Submission(
          id: Int64(district.submissions.count + 1), unit: code, year: year)
        let amounts = (0..<3).map { _ in
          100_000_000 + 100 * Int64.random(in: -40_000...40_000, using: &random)
        }
        submission.rows = [row("*", amounts.reduce(0, +))]
        submission.rows += zip(["2010101", "2010102", "2080505"], amounts).map { row($0, $1) }
        if unit == 4, year == 2022 { change(&submission) }
        district.submissions.append(submission)
      }
    }
    return district
  }

  private static func row(_ code: String, _ fen: Int64) -> District.Row {
    var row = District.Row(code: code)
    row.amounts.actual = PrintedNumber(fen, decimals: 2).description
    return row
  }

  private static func found(_ district: District) throws -> [String] {
    let validated = try validate(district.batch(workers: 2))
    return try allAnomalies(of: consolidate(validated)).map {
      "\($0.rule.text) \($0.place.year) \($0.place.code ?? "-") \($0.cause?.rawValue ?? "-")"
    }.sorted()
  }

  @Test func healthyBooksHaveNone() throws {
    #expect(try Self.found(Self.district()).isEmpty)
  }

  /// The row is ten thousand times too large: one anomaly, not a jump up in 2022 and one down in
  /// 2023.
  @Test func aSlipIsNoJumpAsWell() throws {
    let district = Self.district { submission in
      let amount = submission.rows[1].amounts.actual ?? ""
      submission.rows[1].amounts.actual = "\(amount.dropLast(3))0000.00"
    }
    #expect(try Self.found(district) == ["T010 2022 2010101 unit_scale"])
  }

  /// Total and row agree, so nothing says that the money is a slip.
  @Test func aJumpThatNoSlipExplainsStays() throws {
    let district = Self.district { submission in
      submission.rows[0] = Self.row("*", 1_200_000_000)
      submission.rows[1] = Self.row("2010101", 1_000_000_000)
      submission.rows[2] = Self.row("2010102", 100_000_000)
      submission.rows[3] = Self.row("2080505", 100_000_000)
    }
    #expect(try Self.found(district) == ["P010 2022 2010101 -", "P010 2023 2010101 -"])
  }

  /// A slip beside a jump of another subject leaves the jump.
  @Test func aSlipHidesNoOtherJump() throws {
    let district = Self.district { submission in
      submission.rows[0] = Self.row("*", 1_200_003_400)
      submission.rows[1] = Self.row("2010101", 1_000_000_000)
      submission.rows[2] = Self.row("2010102", 100_000_000 * 1_000)
      submission.rows[3] = Self.row("2080505", 100_003_400)
    }
    let found = try Self.found(district)
    #expect(found.contains("P010 2022 2010101 -"))
    #expect(!found.contains("P010 2022 2010102 -"))
    #expect(!found.contains("P010 2023 2010102 -"))
  }
}
