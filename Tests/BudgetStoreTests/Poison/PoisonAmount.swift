@testable import BudgetStore

/// One literal that stands where an amount should, and what becomes of it by either way in: in a
/// file of `huizong import`, and as a `numeric` of a bureau's own view, where PostgreSQL reads it.
struct PoisonAmount: Sendable {
  enum Verdict: Equatable, Sendable {
    /// It counts, with so many fen.
    case fen(Int64)
    /// The column counts as empty.
    case empty
    /// A010: listed and left out.
    case listed
    /// The import refuses the file and says where.
    case refused(ImportDefect.Reason)
    /// PostgreSQL does not take it for a number, so no view can hold it.
    case noNumber
  }

  let text: String
  let unit: String
  let byFile: Verdict
  let byView: Verdict

  init(_ text: String, _ byFile: Verdict, _ byView: Verdict, in unit: String = "yuan") {
    (self.text, self.unit, self.byFile, self.byView) = (text, unit, byFile, byView)
  }

  /// What both ways in say alike.
  init(_ text: String, _ verdict: Verdict, in unit: String = "yuan") {
    self.init(text, verdict, verdict, in: unit)
  }

  private static let strange = Verdict.refused(.notANumber)

  /// The whole table.
  static let all = numbers + bounds + notation + unprintable

  /// What a printed amount can be, and what is none only because of its digits.
  private static let numbers = [
    PoisonAmount("0", .fen(0)), PoisonAmount("0.00", .fen(0)), PoisonAmount("-0", .fen(0)),
    PoisonAmount("-0.00", .fen(0)), PoisonAmount("0.01", .fen(1)),
    PoisonAmount("-0.01", .fen(-1)), PoisonAmount("007", .fen(700)),
    PoisonAmount("12.340", .fen(1234)), PoisonAmount("12.345", .listed),
    PoisonAmount("0.005", .listed), PoisonAmount("-0.001", .listed),
    PoisonAmount("000000000000000000000005", .fen(500)),
    PoisonAmount("0000000000000000000000005", .refused(.tooManyDigits), .fen(500)),
    PoisonAmount("5.000000000000000000", .fen(500)),
    PoisonAmount("5.0000000000000000000", .listed), PoisonAmount("9.300000000000000000", .listed),
    PoisonAmount("0.00000000000000000000001", .listed),
    PoisonAmount("0.000000000000000000000001", .refused(.tooManyDigits), .listed),
    PoisonAmount("", .empty, .noNumber),
  ]

  /// The greatest amount of a line, and of the machine's integers.
  private static let bounds = [
    PoisonAmount("10000000000000.00", .fen(1_000_000_000_000_000)),
    PoisonAmount("10000000000000.01", .listed),
    PoisonAmount("-10000000000000.00", .fen(-1_000_000_000_000_000)),
    PoisonAmount("-10000000000000.01", .listed),
    PoisonAmount("92233720368547758.07", .listed), PoisonAmount("92233720368547758.08", .listed),
    PoisonAmount("-92233720368547758.08", .listed),
    PoisonAmount("-92233720368547758.09", .listed), PoisonAmount("9223372036854775807", .listed),
    PoisonAmount("9223372036854775808", .listed), PoisonAmount("-9223372036854775808", .listed),
    PoisonAmount("18446744073709551616", .listed),
    PoisonAmount("99999999999999999999.9999", .listed),
    PoisonAmount("999999999999999999999999", .listed),
    PoisonAmount("1000000000000000000000000", .refused(.tooManyDigits), .listed),
    PoisonAmount("0.000001", .fen(1), in: "wan_yuan"),
    PoisonAmount("0.0000001", .listed, in: "wan_yuan"),
    PoisonAmount("1000000000", .fen(1_000_000_000_000_000), in: "wan_yuan"),
    PoisonAmount("1000000000.000001", .listed, in: "wan_yuan"),
    PoisonAmount("100000", .fen(1_000_000_000_000_000), in: "yi_yuan"),
    PoisonAmount("100000.0000000001", .listed, in: "yi_yuan"),
  ]

  /// What PostgreSQL reads as a number and a file may not hold.
  private static let notation = [
    PoisonAmount("NaN", strange, .listed), PoisonAmount("nan", strange, .listed),
    PoisonAmount("Infinity", strange, .listed), PoisonAmount("-Infinity", strange, .listed),
    PoisonAmount("inf", strange, .listed), PoisonAmount("1e3", strange, .fen(100_000)),
    PoisonAmount("1E-2", strange, .fen(1)), PoisonAmount("1e-3", strange, .listed),
    PoisonAmount("1e30", strange, .listed), PoisonAmount("1e400", strange, .listed),
    PoisonAmount("1e-400", strange, .listed), PoisonAmount("+5", strange, .fen(500)),
    PoisonAmount(".5", strange, .fen(50)), PoisonAmount("5.", strange, .fen(500)),
    PoisonAmount(" 5", strange, .fen(500)), PoisonAmount("5 ", strange, .fen(500)),
    PoisonAmount("5\t", strange, .fen(500)), PoisonAmount("5\r", strange, .fen(500)),
  ]

  /// What people, spreadsheets and attackers write.
  private static let unprintable = [
    " ", "\u{3000}", "-", "５", "٥", "1,234.50", "1，234", "1 234", "1\u{A0}234", "1'234", "−5", "5-",
    "(5)", "--5", "1.2.3", "¥5", "5元", "5%", "五", "=1+1", "#REF!", "NULL", "\\N", "'5'",
    "\u{202E}5", "5\u{200B}", "\u{FEFF}5", "5\u{0}", "\u{1B}[31m5",
  ].map { PoisonAmount($0, strange, .noNumber) }
}
