/// One row of a submission (`intake.line`), decoded to fixed size.
///
/// Text that is rarely looked at (forms, projects, codes that are none) lies in the `LineTexts`
/// of the submission and is named here by number.
public struct SubmittedLine: Sendable {
  /// The most rows that one submission may have: with more, nothing of it counts, for a unit must
  /// not fill the memory of everybody's night.
  public static let mostOfSubmission = 1_000_000

  /// The row's number in its submission.
  public var lineNumber: Int32
  /// Which view of the money the row belongs to.
  public var section: Section
  /// The fund stated, or `.unstated`.
  public var fund: FundType
  /// The expenditure kind stated, or `.unstated`.
  public var kind: ExpenditureKind
  /// The income kind stated, or `.unstated`; only in the income section.
  public var income: IncomeKind
  /// The functional code, or the economic code in the economic section, as far as it reads.
  public var code: SubjectCode
  /// Whether the code column was filled.
  public var statesCode: Bool
  /// Whether the code column held a code.
  public var codeIsWellFormed: Bool
  /// Where an unknown word stood; such a column counts as not stated.
  public var unknown: UnknownColumns
  /// In the economic section: the functional code that the row is within.
  public var within: SubjectCode?
  /// The printed form the row belongs to; `LineTexts.none` for the money itself.
  public var form: LineTexts.ID
  /// The project; or the printed code where it is not one, or the name where the code is missing.
  public var label: LineTexts.ID
  /// The unit that the money went to, or in the income section came from; `LineTexts.none` where
  /// none is named.
  public var counterparty: LineTexts.ID
  /// The three amounts as printed.
  public var amounts: BudgetFigures<StatedNumber>

  /// An empty functional row.
  public init(lineNumber: Int32) {
    self.lineNumber = lineNumber
    section = .functional
    fund = .unstated
    kind = .unstated
    income = .unstated
    code = .unreadable
    statesCode = false
    codeIsWellFormed = false
    unknown = []
    within = nil
    form = LineTexts.none
    label = LineTexts.none
    counterparty = LineTexts.none
    amounts = BudgetFigures(initial: .missing, final: .missing, actual: .missing)
  }
}
