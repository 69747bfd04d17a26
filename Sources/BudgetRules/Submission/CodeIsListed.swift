public import BudgetDomain

/// C020, C030. A code stands in the bureau's list for the year and fund.
///
/// Severity: review; the amounts count under the code all the same. C030 when the list has the
/// code for other years only. A bureau without any list is not asked, nor one whose list lacks the
/// year, which R030 says.
/// Source: 政府收支分类科目 of the year.
public struct CodeIsListed: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "C020", .review, version: 2, title: "科目编码不在科目表中",
    english: "subject code is in no list", source: "当年政府收支分类科目")

  /// The entry for codes of other years.
  public static let otherYear = RuleDescription(
    "C030", .review, version: 2, title: "科目编码不属于本年度",
    english: "subject code belongs to another year", source: "当年政府收支分类科目")

  private let functional: SubjectList
  private let economic: SubjectList

  /// Takes the lists to look codes up in.
  public init(functional: SubjectList, economic: SubjectList) {
    self.functional = functional
    self.economic = economic
  }

  /// Appends an anomaly for each code, fund and section that the year's list does not have.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    let year = submission.header.year
    let (isFunctionalKept, isEconomicKept) = (functional.covers(year), economic.covers(year))
    guard isFunctionalKept || isEconomicKept else { return }
    var seen: Set<Place> = []
    var last: SubmittedLine?
    for line in submission.lines where line.codeIsWellFormed && line.form == LineTexts.none {
      // Rows of one code usually stand together, and there may be millions of them.
      if let last, last.code == line.code, last.fund == line.fund, last.section == line.section {
        continue
      }
      last = line
      let (list, isKept) =
        line.section == .functional
        ? (functional, isFunctionalKept) : (economic, isEconomicKept)
      guard isKept, line.code != .unreadable,
        line.section == .functional
          // Seven digits are no economic code at all, which C010 says.
          || line.section == .economic && line.code.level != .item
      else { continue }
      let listing = list.listing(of: line.code, fund: line.fund, in: year)
      guard listing != .listed else { continue }
      var place = submission.place
      (place.section, place.fund) = (line.section, line.fund)
      place.code = line.code.description
      guard seen.insert(place).inserted else { continue }
      findings.append(anomaly(line, listing, place, submission))
    }
  }

  private func anomaly(
    _ line: SubmittedLine, _ listing: SubjectListing, _ place: Place, _ submission: SubmissionView
  ) -> Anomaly {
    let rule: RuleDescription
    let message: String
    if case .otherYear(let nearest) = listing {
      rule = Self.otherYear
      message = "第\(line.lineNumber)行编码 \(line.code) 不在本年度科目表中,最近见于 \(nearest) 年度。"
    } else {
      rule = Self.description
      message = "第\(line.lineNumber)行编码 \(line.code) 不在任何年度的科目表中。"
    }
    var anomaly = Anomaly(rule, at: place, message: message)
    anomaly.lineNumber = line.lineNumber
    anomaly.submissionID = submission.header.id
    anomaly.suggestion = "请改用本年度编码,或由财政局补充科目表;金额已照报送编码汇总。"
    return anomaly
  }
}
