import BudgetDomain
import Testing

@testable import SampleDistrict

/// Rounding as on paper: once, half away from zero, every printed decimal kept.
@Suite struct PrintStyleTests {
  @Test(
    arguments: [
      (48_600_000, "48.6"), (48_650_000, "48.7"), (48_649_999, "48.6"), (-48_650_000, "-48.7"),
      (0, "0.0"), (40_000, "0.0"), (-50_000, "-0.1"),
    ] as [(Int64, String)])
  func roundsOnceToOneDecimalOfWanYuan(fen: Int64, text: String) {
    #expect(PrintedNumber(fen: fen, style: .coarseWanYuan).description == text)
  }

  @Test(
    arguments: [
      (1_28, 3_61, 0, "35"), (1_28, 3_61, 2, "35.46"), (-1, 8, 0, "-13"), (1, 3, 1, "33.3"),
    ] as [(Int64, Int64, UInt8, String)])
  func roundsPercentages(part: Int64, whole: Int64, decimals: UInt8, text: String) {
    #expect(PrintedNumber(percentOf: part, in: whole, decimals: decimals).description == text)
  }

  @Test func keepsFenInYuan() {
    #expect(PrintedNumber(fen: -5, style: .yuan).description == "-0.05")
    #expect(PrintedNumber(fen: 120_000, style: .yuan).description == "1200.00")
  }
}
