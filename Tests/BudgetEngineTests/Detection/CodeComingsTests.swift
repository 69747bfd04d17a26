import BudgetDomain
import Testing

@testable import BudgetEngine

/// Codes that come and go by the hundred, as one unit's nonsense makes them.
@Suite struct CodeComingsTests {
  /// A unit with made-up codes that are gone in the second year, and such that are new.
  private static func page(gone: Int, new: Int) -> String {
    var lines = ["unit 101", "unit 102", "year 2022", "submission 101", "2010301 : - - 1"]
    lines += (0..<gone).map { "\(2_400_001 + $0) : - - \(100 + $0)" }
    lines += ["submission 102", "2010101 : - - 500", "year 2023"]
    lines += ["submission 101", "2010301 : - - 1"]
    lines += (0..<new).map { "\(2_500_001 + $0) : - - \(100 + $0)" }
    return (lines + ["submission 102", "2010201 : - - 498"]).joined(separator: "\n")
  }

  private static func found(_ page: String) throws -> [Anomaly] {
    let summary = consolidate(try validate(try District(page: page).batch()))
    func amounts(_ year: Int) throws -> YearAmounts {
      let tree = try #require(summary.validated.trees[FiscalYear(year)])
      return YearAmounts(.actual, of: FiscalYear(year), in: tree, summary)
    }
    let comings = try #require(
      CodeComings(.actual, of: FiscalYear(2023), try amounts(2023), since: amounts(2022), summary))
    return comings.anomalies()
  }

  private static func told(_ anomalies: [Anomaly]) -> [String] {
    anomalies.map { "\($0.place.key) \($0.message) \($0.suggestion ?? "")" }
  }

  @Test func aThousandOfOneUnitAreListedAndTheRestIsCounted() throws {
    let alone = Self.told(try Self.found(Self.page(gone: 0, new: 0)))
    #expect(alone.count == 1)
    let found = try Self.found(Self.page(gone: 1_300, new: 0))
    #expect(found.count == 1_001)
    #expect(
      Set(Self.told(found)).isSuperset(of: alone), "the other unit's code is listed as before")
    let counting = found.filter { $0.suggestion?.contains("另有 300 个未逐一核对") == true }
    #expect(counting.compactMap(\.place.code) == ["2401300"])
    // Those with least money are the ones that are not listed.
    #expect(!found.contains { $0.place.code == "2400300" })
    #expect(found.contains { $0.place.code == "2400301" })
  }

  /// Every code is looked up beside every other one; when all of these were sorted for each, this
  /// took minutes.
  @Test func hundredsBesideHundredsAreLookedUpOnce() throws {
    let found = try Self.found(Self.page(gone: 300, new: 300))
    #expect(found.count == 301)
    for number in [0, 150, 299] {
      let code = String(2_400_001 + number)
      let anomaly = try #require(found.first { $0.place.code == code })
      #expect(anomaly.message.contains("可能改列科目 \(2_500_001 + number)("), "\(anomaly.message)")
    }
  }
}
