/// One row of `reference.expected_submission`: who has to hand in what, and when.
public struct ExpectedSubmission: Hashable, Sendable {
  /// The budget year.
  public let year: FiscalYear
  /// The unit.
  public let unit: UnitIndex
  /// What is expected.
  public let kind: SubmissionKind
  /// The last day in time, as days since 1970-01-01; nil without a deadline.
  public let dueDay: Int?
  /// Why nothing is expected after all; nil where it is.
  public let exemptReason: String?

  /// Records what is expected.
  public init(
    year: FiscalYear, unit: UnitIndex, kind: SubmissionKind, dueDay: Int?, exemptReason: String?
  ) {
    self.year = year
    self.unit = unit
    self.kind = kind
    self.dueDay = dueDay
    self.exemptReason = exemptReason
  }
}

/// What the bureau keeps (`reference.*`), as of the run's snapshot.
public struct ReferenceData: Sendable {
  /// All units that the data name.
  public let units: UnitDirectory
  /// Functional subjects.
  public let functional: SubjectList
  /// Economic classes.
  public let economic: SubjectList
  /// Expected submissions, by year and unit.
  public let expected: [ExpectedSubmission]
  /// The bureau's audit formulas, by code and first year.
  public let formulas: [FormulaRow]
  /// The bureau's thresholds.
  public let settings: RuleSettings
  /// What becomes of subjects when codes change, in any order.
  public let crosswalk: [CrosswalkRow]
  /// What becomes of units, in any order.
  public let successions: [UnitSuccession]
  /// Which units gave or took over tasks, and when.
  public let reorganisations: UnitSuccessions
  /// The register of money that went from one unit to another.
  public let transfers: TransferRegister
  /// The rows of the lists of subjects and of other spellings that say nothing.
  public let unreadable: [UnreadableRow]
  private let aliases: [String: [SubjectAlias]]

  /// Puts the reference data together.
  public init(
    units: UnitDirectory, functional: SubjectList, economic: SubjectList,
    aliases: [SubjectAlias], expected: [ExpectedSubmission], formulas: [FormulaRow] = [],
    settings: RuleSettings = RuleSettings(), crosswalk: [CrosswalkRow] = [],
    successions: [UnitSuccession] = [], transfers: TransferRegister = TransferRegister(),
    unreadable: [UnreadableRow] = []
  ) {
    self.units = units
    self.functional = functional
    self.economic = economic
    self.expected = expected
    self.formulas = formulas
    self.settings = settings
    self.crosswalk = crosswalk
    self.successions = successions
    reorganisations = UnitSuccessions(successions, units: units)
    self.transfers = transfers
    self.unreadable = unreadable
    self.aliases = Dictionary(grouping: aliases, by: \.alias)
  }

  /// The fingerprint of all spellings, in any order.
  public var aliasDigest: ContentDigest {
    aliases.values.joined().reduce(into: ContentDigest()) { $0.add(ContentDigest("\($1)")) }
  }

  /// The code that a printed name means in a year; nil where no alias says.
  public func code(forName name: String, in year: FiscalYear) -> SubjectCode? {
    aliases[name]?.valid(in: year, by: \.validity)?.code
  }
}
