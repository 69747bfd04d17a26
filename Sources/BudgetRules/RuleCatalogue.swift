public import BudgetDomain

/// Every rule there is, in one visible list.
public struct RuleCatalogue: Sendable {
  /// The checks of a submission by itself, in the order in which they run.
  public let submissionRules: [any SubmissionRule]

  /// The rules, with what some of them look up among the bureau's lists, its thresholds and its
  /// formulas.
  public init(_ reference: ReferenceData, formulas: FormulaRules) {
    let settings = reference.settings.of(Self.setWithinSubmissions)
    submissionRules = [
      AmountIsWholeFen(),
      FigureIsWorkable(),
      CodeIsWellFormed(),
      CodeIsListed(functional: reference.functional, economic: reference.economic),
      WordIsListed(),
      TotalEqualsRows(),
      PartWithinRows(),
      ProjectsWithinSpending(),
      FigureEqualsSection(),
      ChangeEqualsDifference(),
      GrowthMatchesFigures(),
      ShareMatchesFigures(),
      StaffWithinEstablishment(),
      NegativeIsExplained(),
      ResidualShareIsSmall(settings: settings),
      NameIsOfficial(),
      AmountNamesItsItem(functional: reference.functional),
      RowIsEnteredOnce(),
      TotalNamesItsParts(settings: settings),
      FinalBudgetIsNoCopy(settings: settings),
      DifferencesAreExplained(settings: settings),
      TransferIsCountedOnce(register: reference.transfers),
      formulas,
    ]
  }

  /// What the catalogue says of the program's own rules, by code; formulas describe themselves.
  public static let descriptions: [RuleDescription] = [
    AmountIsWholeFen.description, FigureIsWorkable.description, CodeIsWellFormed.description,
    CodeIsListed.description, CodeIsListed.otherYear, WordIsListed.description,
    TotalEqualsRows.description, PartWithinRows.description,
    ProjectsWithinSpending.description, FigureEqualsSection.description,
    ChangeEqualsDifference.description, GrowthMatchesFigures.description,
    ShareMatchesFigures.description, StaffWithinEstablishment.description,
    CoverageRules.unknownUnit, CoverageRules.missingSubmission, CoverageRules.equalRevisions,
    GroupEqualsUnits.description, CoverageRules.orphanUnit, CoverageRules.unreadableSubmission,
    YearIsSummable.description, FormulaDefects.description, SubjectJump.description,
    PossibleReclassification.description, NegativeIsExplained.description,
    ResidualShareIsSmall.description, NameIsOfficial.description, AmountNamesItsItem.description,
    RowIsEnteredOnce.description,
    TotalNamesItsParts.description, FinalBudgetIsNoCopy.description,
    DifferencesAreExplained.description, TransferIsCountedOnce.description,
    RestrictedSpendingFalls.description, CoverageRules.lateSubmission,
    CoverageRules.emptySubmission, FindingsAreFew.description,
    SubmissionIsNoCopy.description, FiguresHoldTogether.description, SettingIsUsable.description,
    ListHasTheYear.description, ListIsReadable.description, RelationIsWorkable.description,
    TransferIsMatched.description,
    BookIsOwn.description, CrosswalkIsExact.description, SuccessionIsTraceable.description,
    CodeHasSuccessor.description, BudgetIsSteady.description, YearStaysClosed.description,
  ]

  /// The rules whose anomalies compare a year with the one before: they are made anew when that
  /// one is, even where the year itself is not read. What cannot be followed from year to year is
  /// among them: it hangs on the rows of the crosswalk and the successions as they are now.
  public static let comparingYears = [
    SubjectJump.description.code, PossibleReclassification.description.code,
    RestrictedSpendingFalls.description.code, SubmissionIsNoCopy.description.code,
    TransferIsMatched.description.code, CrosswalkIsExact.description.code,
    SuccessionIsTraceable.description.code, CodeHasSuccessor.description.code,
    BudgetIsSteady.description.code,
  ]

  /// The rules with thresholds among those that judge a submission by itself: of the bureau's
  /// settings these see no others, so that no other one makes anybody read a submission again.
  public static let setWithinSubmissions: Set<RuleCode> = [
    ResidualShareIsSmall.description.code, TotalNamesItsParts.description.code,
    FinalBudgetIsNoCopy.description.code, DifferencesAreExplained.description.code,
  ]

  /// The rules with thresholds that have said all they say before anything is added up: what is
  /// published hangs on them through their anomalies alone.
  public static let setBeforeConsolidation = setWithinSubmissions.union([
    RestrictedSpendingFalls.description.code
  ])

  /// Which rules there are, each in which version; part of the input digest.
  public static let version = version(of: descriptions)

  static func version(of rules: [RuleDescription]) -> ContentDigest {
    var digest = ContentDigest()
    for rule in rules {
      digest.append(ContentDigest(rule.code.text))
      digest.append(Int64(rule.version))
    }
    return digest
  }
}
