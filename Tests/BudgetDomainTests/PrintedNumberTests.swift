import BudgetDomain
import Testing

@Suite struct PrintedNumberTests {
  @Test(arguments: ["0", "0.0", "-0.05", "48.60", "-48.6", "999999999999999999", "118"])
  func printsAsItReads(text: String) throws {
    #expect(try #require(PrintedNumber(text)).description == text)
  }

  @Test(arguments: [
    "", "-", ".", "1.", ".5", "+1", "1e3", "1,000", "NaN", "1.2.3", "--1", " 1", "１",
    "1234567890123456789",
  ])
  func refusesWhatIsNoPlainDecimal(text: String) {
    #expect(PrintedNumber(text) == nil)
  }

  @Test(
    arguments: [
      (12_340_000, .wanYuan, "12.34"), (12_345_600, .wanYuan, "12.3456"),
      (-1, .wanYuan, "-0.000001"),
      (12_300, .yuan, "123.00"), (0, .yiYuan, "0.00"),
    ] as [(Int64, AmountUnit, String)])
  func writesAnExactSum(fen: Int64, unit: AmountUnit, text: String) {
    #expect(PrintedNumber(fen: fen, in: unit).description == text)
    #expect(PrintedNumber(fen: fen, in: unit).fen(in: unit) == fen)
  }

  @Test func keepsPrintedDecimals() {
    #expect(PrintedNumber("48.6") != PrintedNumber("48.60"))
    #expect(PrintedNumber("48.60")?.decimals == 2)
    #expect(PrintedNumber("-0.05")?.unscaled == -5)
  }

  /// Fen by amount unit; nil where the number is no whole number of fen or beyond ±10^15.
  @Test(
    arguments: [
      ("12.34", .yuan, 1_234), ("12.345", .yuan, nil), ("12.340", .yuan, 1_234),
      ("-0.01", .yuan, -1), ("0.001", .yuan, nil), ("48.6", .wanYuan, 48_600_000),
      ("0.000001", .wanYuan, 1), ("0.0000001", .wanYuan, nil), ("1.5", .thousandYuan, 150_000),
      ("0.1", .yiYuan, 1_000_000_000), ("0.00000000010", .yiYuan, 1),
      ("-3", .yiYuan, -30_000_000_000),
      ("10000000000000.00", .yuan, 1_000_000_000_000_000), ("10000000000000.01", .yuan, nil),
      ("-10000000000000", .yuan, -1_000_000_000_000_000), ("-10000000000000.01", .yuan, nil),
      ("1000000000", .wanYuan, 1_000_000_000_000_000), ("1000000000.000001", .wanYuan, nil),
      ("100000", .yiYuan, 1_000_000_000_000_000), ("100001", .yiYuan, nil),
      ("999999999999999999", .yuan, nil), ("999999999999999999", .yiYuan, nil),
      ("-999999999999999999", .yiYuan, nil), ("0.00000000000000000", .yuan, 0),
      ("9999999999.99999900", .yuan, nil), ("9.9999999999999999", .wanYuan, nil), ("0", .yiYuan, 0),
    ] as [(String, AmountUnit, Int64?)])
  func isSoManyFen(text: String, unit: AmountUnit, fen: Int64?) throws {
    #expect(try #require(PrintedNumber(text)).fen(in: unit) == fen)
  }

  @Test func statedIsNotReadable() {
    #expect(!StatedNumber.missing.isStated)
    #expect(StatedNumber.unreadable.isStated)
    #expect(StatedNumber.unreadable.number == nil)
    let zero = StatedNumber(PrintedNumber(0, decimals: 2))
    #expect(zero.isStated)
    #expect(zero.number == PrintedNumber("0.00"))
    let finest = PrintedNumber(-999_999_999_999_999_999, decimals: 18)
    #expect(StatedNumber(finest).number == finest)
  }

  @Test func amountTrapsInsteadOfWrapping() async {
    await #expect(processExitsWith: .failure) { _ = Amount(fen: .max) + Amount(fen: 1) }
  }
}
