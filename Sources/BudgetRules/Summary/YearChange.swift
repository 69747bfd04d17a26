public import BudgetDomain

/// What a unit spent on a subject this year and last, or budgeted for it, as published.
public struct YearChange: Hashable, Sendable {
  /// The unit's code.
  public let unit: String
  /// The subject, a 项.
  public let code: SubjectCode
  /// This year's amount in fen; zero where there is no money any more.
  public let actualFen: Int64
  /// Last year's amount in fen; zero where there was none.
  public let priorFen: Int64
  /// Which amount it is.
  public let measure: Measure

  /// Sets the two years side by side.
  public init(
    unit: String, code: SubjectCode, actualFen: Int64, priorFen: Int64,
    measure: Measure = .actual
  ) {
    (self.unit, self.code) = (unit, code)
    self.actualFen = actualFen
    self.priorFen = priorFen
    self.measure = measure
  }

  /// By how much the amount rose, in fen; negative where it fell.
  public var riseFen: Int64 { actualFen - priorFen }

  private var noun: String { measure == .actual ? "决算" : "预算" }

  /// The change in words: both amounts, and the percentage where there is a base.
  var wording: String {
    "科目 \(code):上年\(noun) \(Wording.yuan(Int128(priorFen))),本年\(noun) "
      + "\(Wording.yuan(Int128(actualFen)))"
      + (priorFen > 0 ? "(\(Self.percent(Int128(riseFen), of: Int128(priorFen))))" : "")
  }

  /// Both amounts as evidence; they are exact.
  var evidence: [Operand] {
    [("本年\(noun)数", actualFen), ("上年\(noun)数", priorFen)].map { label, fen in
      let yuan = FindingNumber(Int128(fen), over: 100)
      return Operand(
        label: "\(code) \(label)", printed: Wording.yuan(Int128(fen)), low: yuan, high: yuan)
    }
  }

  /// A part in percent with one decimal and its sign.
  static func percent(_ part: Int128, of whole: Int128) -> String {
    let tenths = FindingNumber(part * 1000, over: whole * 10_000).tenThousandths
    let number = PrintedNumber(Int64(clamping: tenths), decimals: 1)
    return (part < 0 ? "" : "+") + "\(number)%"
  }
}

extension YearChange {
  /// Where an anomaly about the change stands.
  func place(in year: FiscalYear) -> Place {
    var place = Place(year: year, unit: unit)
    place.section = .functional
    place.code = code.description
    place.measure = measure
    return place
  }
}

extension PrintedNumber {
  /// The number as a whole one, rounded up.
  func rounded(atLeast least: Int) -> Int {
    let power = PowerOfTen[Int(decimals)]
    let whole = unscaled / power + (unscaled > 0 && unscaled % power != 0 ? 1 : 0)
    return max(least, Int(clamping: whole))
  }

  /// Whether `part` ÷ `whole` is greater than the number; the whole must be positive.
  func isBelow(_ part: Int128, over whole: Int128) -> Bool {
    Fraction(part, over: whole)
      > Fraction(Int128(unscaled), over: Int128(PowerOfTen[Int(decimals)]))
  }
}
