public import BudgetDomain

/// Every rule there is, in one visible list.
public struct RuleCatalogue: Sendable {
  /// The checks of a submission by itself, in the order in which they run.
  public let submissionRules: [any SubmissionRule]

  /// The rules, with the lists that some of them look things up in.
  public init(functional: SubjectList, economic: SubjectList) {
    submissionRules = [
      AmountIsWholeFen(),
      FigureIsWorkable(),
      CodeIsWellFormed(),
      CodeIsListed(functional: functional, economic: economic),
      TotalEqualsRows(),
      PartWithinRows(),
      FigureEqualsSection(),
      ChangeEqualsDifference(),
      GrowthMatchesFigures(),
      ShareMatchesFigures(),
      StaffWithinEstablishment(),
    ]
  }

  /// What the catalogue says, by code.
  public static let descriptions: [RuleDescription] = [
    AmountIsWholeFen.description, FigureIsWorkable.description, CodeIsWellFormed.description,
    CodeIsListed.description, CodeIsListed.otherYear, TotalEqualsRows.description,
    PartWithinRows.description, FigureEqualsSection.description,
    ChangeEqualsDifference.description, GrowthMatchesFigures.description,
    ShareMatchesFigures.description, StaffWithinEstablishment.description,
    CoverageRules.unknownUnit, CoverageRules.missingSubmission, CoverageRules.equalRevisions,
    GroupEqualsUnits.description, CoverageRules.orphanUnit,
  ]

  /// Counts up when a rule comes to another verdict on the same input; part of the input digest.
  public static let version = 2
}
