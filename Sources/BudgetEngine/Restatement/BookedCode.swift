public import BudgetDomain

/// A code on which some submission of a year books money of a fund.
public struct BookedCode: Hashable, Sendable {
  /// The fund.
  public let fund: FundType
  /// The subject.
  public let code: SubjectCode

  /// Names a code of a fund.
  public init(fund: FundType, code: SubjectCode) {
    self.fund = fund
    self.code = code
  }
}

/// A code that validation has seen on an axis of subjects, in 64 bits: hashed for every total.
struct SeenCode: Hashable {
  private let bits: UInt64

  init(_ total: borrowing LeafTotal, in year: FiscalYear) {
    bits =
      UInt64(total.axis.rawValue) << 56 | UInt64(year.number) << 40
      | UInt64(total.fund.rawValue) << 32 | UInt64(total.code)
  }

  /// The axis.
  var axis: Axis { Axis(rawValue: UInt8(truncatingIfNeeded: bits >> 56)) ?? .functional }
  /// The budget year.
  var year: FiscalYear { FiscalYear(Int(bits >> 40 & 0xFFFF)) }
  /// The code with its fund.
  var booked: BookedCode {
    BookedCode(
      fund: FundType(rawValue: UInt8(truncatingIfNeeded: bits >> 32)) ?? .unstated, code: code)
  }
  /// The code.
  var code: SubjectCode { SubjectCode(rank: UInt32(truncatingIfNeeded: bits)) }
}
