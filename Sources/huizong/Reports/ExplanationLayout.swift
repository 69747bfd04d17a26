import BudgetReport
import BudgetStore

/// The columns before the amounts, which differ from way to way of dividing a figure.
struct ExplanationLayout {
  /// What the parts of a figure are told by.
  private enum Form {
    /// Units, subjects, funds, or a few lines.
    case parts
    /// Submitted lines.
    case lines
    /// Submitted lines and the shares that they were taken by.
    case restatedLines
    /// Reported figures and the shares that they were taken by.
    case sources
  }

  /// Which of the columns of sources is the reported amount.
  private static let reportedPlace = 3

  private let form: Form
  private let format: NumberFormat
  private let language: Language

  init(
    _ way: ExplanationRequest.Way, _ parts: [ExplainedPart], _ format: NumberFormat,
    _ language: Language
  ) {
    form =
      switch way {
      case .lines: .lines
      case .comparableLines: .restatedLines
      case .comparable where parts.contains(where: { $0.part == "source" }): .sources
      case .comparable, .parts: .parts
      }
    self.format = format
    self.language = language
  }

  /// All columns of the table.
  var columns: [TextTable.Column] {
    titles.enumerated().map { place, title in
      form == .sources && place == Self.reportedPlace
        ? .numbers(title(language)) : .words(title(language))
    }
      + [Phrase("年初预算", "Initial"), Phrase("全年预算", "Final"), Phrase("决算数", "Actual")]
      .map { .numbers($0(language)) }
  }

  private var titles: [Phrase] {
    let part = Phrase("组成", "Part")
    let code = Phrase("编码", "Code")
    let name = Phrase("名称", "Name")
    switch form {
    case .parts: return [part, code, name]
    case .lines: return lineTitles
    case .restatedLines: return lineTitles + [Phrase("份额", "Share"), Phrase("现在", "Now")]
    case .sources:
      return [
        part, Phrase("单位", "Unit"), Phrase("原科目", "Was"), Phrase("原决算数", "Actual was"),
        Phrase("份额", "Share"), Phrase("现科目", "Now"),
      ]
    }
  }

  private var lineTitles: [Phrase] {
    [
      Phrase("单位", "Unit"), Phrase("报送", "Submission"), Phrase("行", "Line"),
      Phrase("科目", "Subject"), Phrase("资金、性质", "Fund, kind"),
    ]
  }

  /// The cells of a sum.
  func cells(titled title: String) -> [String] {
    [title] + [String](repeating: "", count: titles.count - 1)
  }

  /// The cells of a part.
  func cells(of part: ExplainedPart) -> [String] {
    switch form {
    case .parts: [Vocabulary.part(part.part)(language), code(of: part), name(of: part)]
    case .lines: lineCells(of: part)
    case .restatedLines: lineCells(of: part) + placeCells(of: part)
    case .sources: sourceCells(of: part)
    }
  }

  private func lineCells(of part: ExplainedPart) -> [String] {
    let title = Vocabulary.part(part.part)(language)
    guard let line = part.line else {
      let isElimination = part.part == "elimination"
      return [isElimination ? part.unitCode ?? "" : title, isElimination ? title : "", "", "", ""]
    }
    let submission = [
      line.submissionKind.map { Vocabulary.submissionKind($0)(language) },
      line.revision.map { Phrase("第\($0)版", "rev. \($0)")(language) },
      line.submissionID.map { "#\($0)" },
    ]
    let kind = [
      part.fundType.map { Vocabulary.fund($0)(language) },
      line.expenditureKind.map { Vocabulary.expenditureKind($0)(language) },
      part.counterparty.map { "→ \($0)" },
    ]
    return [
      part.unitCode ?? "", submission.compactMap(\.self).joined(separator: " "),
      line.lineNumber.map { String($0) } ?? "", subject(of: part, line),
      kind.compactMap(\.self).joined(separator: " "),
    ]
  }

  private func sourceCells(of part: ExplainedPart) -> [String] {
    let title = Vocabulary.part(part.part)(language)
    guard part.part == "source", let restated = part.restated else {
      return [title, part.unitCode ?? "", "", "", "", ""]
    }
    return [
      title, part.unitCode ?? "", part.subjectCode ?? "",
      format.amount(restated.reported.actual), shares(of: restated), restated.subjectCode ?? "",
    ]
  }

  /// The shares that a line was taken by, and where it stands now.
  private func placeCells(of part: ExplainedPart) -> [String] {
    guard let restated = part.restated, part.part != "elimination" else { return ["", ""] }
    let place = [restated.unitCode, restated.subjectCode].compactMap(\.self)
    return [shares(of: restated), place.joined(separator: " ")]
  }

  private func shares(of restated: RestatedPart) -> String {
    let shares = [
      restated.unitShare.map { share in
        let how = restated.succession.map { Vocabulary.succession($0)(language) }
        return [how ?? Phrase("单位", "unit")(language), shown(share)].joined(separator: " ")
      },
      restated.subjectShare.map { Phrase("科目 ", "subject ")(language) + shown($0) },
    ]
    return shares.compactMap(\.self).joined(separator: " × ")
  }

  /// A share as people say it.
  private func shown(_ share: String) -> String {
    share == "1/1" ? Phrase("全部", "all")(language) : share
  }

  private func code(of part: ExplainedPart) -> String {
    switch part.part {
    case "unit": part.unitCode ?? ""
    case "fund": part.fundType ?? ""
    case "elimination":
      part.counterparty.map { "\(part.unitCode ?? "") → \($0)" } ?? part.unitCode ?? ""
    default: part.subjectCode ?? ""
    }
  }

  private func name(of part: ExplainedPart) -> String {
    switch part.part {
    case "unit": part.unitName ?? ""
    case "fund": part.fundType.map { Vocabulary.fund($0)(language) } ?? ""
    case "elimination" where part.counterparty != nil:
      [part.subjectCode, part.fundType.map { Vocabulary.fund($0)(language) }]
        .compactMap(\.self).joined(separator: " ")
    case "line":
      [
        part.line.flatMap { line in
          line.submissionID.map { "#\($0) " + Phrase("行 ", "line ")(language) }
            .map { $0 + (line.lineNumber.map { String($0) } ?? "") }
        }, part.subjectName, part.counterparty.map { "→ \($0)" },
      ].compactMap(\.self).joined(separator: " ")
    default: part.subjectName ?? ""
    }
  }

  /// The code where the money counts, with what is printed where that is something else.
  private func subject(of part: ExplainedPart, _ line: ExplainedLine) -> String {
    let counted = part.subjectCode ?? ""
    let printed = line.printedCode ?? part.subjectName
    guard let printed, printed != counted else { return counted }
    return "\(counted) (\(printed))"
  }
}
