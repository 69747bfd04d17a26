/// Why a figure is likely wrong; the list is closed. Only diagnosis names a cause.
public enum Cause: String, CaseIterable, Sendable {
  /// Printed in another amount unit than the rest.
  case unitScale = "unit_scale"
  /// Plus for minus.
  case sign
  /// Two neighbouring digits changed places.
  case digitsSwapped = "digits_swapped"
  /// One digit is another.
  case digitChanged = "digit_changed"
  /// One digit was lost.
  case digitMissing = "digit_missing"
  /// One digit was typed in addition.
  case digitExtra = "digit_extra"
  /// A percentage of this year's figure instead of last year's.
  case wrongBase = "wrong_base"
  /// A difference printed where a percentage belongs.
  case differenceAsPercent = "difference_as_percent"
  /// Last year's figure repeated.
  case priorYearCopied = "prior_year_copied"
  /// The figure of another line or table.
  case otherLineCopied = "other_line_copied"
  /// A part is not in the sum.
  case componentMissing = "component_missing"
  /// A part is in the sum twice.
  case componentDoubled = "component_doubled"
  /// The rows moved by one.
  case rowsShifted = "rows_shifted"
  /// Truncation, double rounding, or shares plugged to 100.
  case rounding
}

/// One figure that a rule looked at: the value as printed, where, and what rounding allows.
public struct Operand: Hashable, Sendable {
  /// What the figure is called, in Chinese.
  public let label: String
  /// The value as printed, with its unit, such as `48.6 万元`.
  public let printed: String
  /// The least value that rounds to what is printed, in the unit of the anomaly's numbers.
  public let low: FindingNumber
  /// The bound above it, inclusive only where the figure is exact.
  public let high: FindingNumber
  /// The line the figure stands in; nil for a stated or computed figure.
  public let lineNumber: Int32?
  /// Which amount of the line it is; nil outside the tables.
  public let measure: Measure?
  /// The name of a figure stated outside the tables; nil for all others.
  public let figure: String?

  /// Describes a figure.
  public init(
    label: String, printed: String, low: FindingNumber, high: FindingNumber,
    lineNumber: Int32? = nil, measure: Measure? = nil, figure: String? = nil
  ) {
    self.label = label
    self.printed = printed
    self.low = low
    self.high = high
    self.lineNumber = lineNumber
    self.measure = measure
    self.figure = figure
  }
}

/// Something in the submissions that cannot be true, wants an explanation or cannot be decided.
///
/// An anomaly is a value: it is stored and published, it never stops a run.
public struct Anomaly: Sendable {
  /// The rule that found it.
  public let rule: RuleCode
  /// The version of that rule, from 1; an answer holds for one version only.
  public let ruleVersion: Int
  /// How much it matters.
  public let severity: Severity
  /// Where it stands.
  public var place: Place
  /// The line, where one is to blame.
  public var lineNumber: Int32?
  /// The submission, where one is to blame.
  public var submissionID: Int64?
  /// The rule's title, in Chinese.
  public let title: String
  /// What is wrong, in Chinese, with both figures and the interval.
  public let message: String
  /// The printed figure that does not fit; nil where no figure is wrong.
  public var stated: FindingNumber?
  /// The least that the other figures allow; nil where there is no lower bound.
  public var expectedLow: FindingNumber?
  /// The most that the other figures allow; nil where there is no upper bound.
  public var expectedHigh: FindingNumber?
  /// The likely cause; nil where none was found.
  public var cause: Cause?
  /// What the stated figure should have been, where the diagnosis is certain; nil otherwise.
  public var corrected: FindingNumber?
  /// By how much the unit's actual of the subject would change if the stated figure were the
  /// corrected one, in fen; nil where it is no row of which published actuals are the sum.
  public var actualCorrectionFen: Int64?
  /// What the figure would have to be, or what to do.
  public var suggestion: String?
  /// The figures behind the verdict, in the order of the relation.
  public var evidence: [Operand]

  /// States an anomaly.
  public init(
    rule: RuleCode, ruleVersion: Int, severity: Severity, place: Place, title: String,
    message: String, evidence: [Operand] = []
  ) {
    self.rule = rule
    self.ruleVersion = ruleVersion
    self.severity = severity
    self.place = place
    self.title = title
    self.message = message
    self.evidence = evidence
  }

  /// `stated` − the nearest end of the expected interval; zero inside, nil without a figure.
  public var difference: FindingNumber? {
    guard let stated, expectedLow != nil || expectedHigh != nil else { return nil }
    if let expectedLow, stated.tenThousandths < expectedLow.tenThousandths {
      return stated - expectedLow
    }
    if let expectedHigh, stated.tenThousandths > expectedHigh.tenThousandths {
      return stated - expectedHigh
    }
    return FindingNumber(tenThousandths: 0)
  }
}
