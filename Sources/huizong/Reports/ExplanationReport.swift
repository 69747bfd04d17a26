import BudgetDomain
import BudgetReport
import BudgetStore

/// What makes a figure, for people, spreadsheets and programs.
struct ExplanationReport {
  let request: ExplanationRequest
  /// nil where there is no such figure.
  let explanation: CellExplanation?

  /// A table with the sum and the published figure below the parts.
  ///
  /// Of lines, those that do not count are told below it, not shown.
  func table(in amountUnit: AmountUnit, _ console: Console) -> String {
    guard let explanation else { return "" }
    let language = console.language
    let format = NumberFormat(amountUnit: amountUnit)
    let layout = ExplanationLayout(request.way, explanation.parts, format, language)
    var table = TextTable(layout.columns)
    for part in explanation.parts where part.isCounted {
      table.append(
        .init(
          layout.cells(of: part) + Self.amounts(part.amounts, format),
          tone: tone(of: part)))
    }
    for (title, sums) in [
      (Phrase("合计", "Sum"), explanation.sum), (Phrase("已发布", "Published"), explanation.published),
    ] {
      table.append(
        .init(
          layout.cells(titled: title(language)) + Self.amounts(sums, format), tone: .strong))
    }
    return head(explanation, amountUnit, language) + "\n"
      + table.rendered(console.palette, width: console.width)
      + roundingNote(amountUnit, language) + notes(explanation).map { $0(language) + "\n" }.joined()
  }

  private static func amounts(_ amounts: MeasureTexts, _ format: NumberFormat) -> [String] {
    [amounts.initial, amounts.final, amounts.actual].map { format.amount($0) }
  }

  private func tone(of part: ExplainedPart) -> Palette.Tone? {
    switch part.part {
    case "newer_input": .bad
    case "elimination": .doubtful
    default: nil
    }
  }

  /// What the rows do not say.
  private func notes(_ explanation: CellExplanation) -> [Phrase] {
    var notes: [Phrase] = []
    let uncounted = explanation.parts.filter { !$0.isCounted }
    for role in ["total", "part", "left_out"] {
      let count = uncounted.count { $0.line?.role == role }
      if count > 0 { notes.append(Vocabulary.uncounted(role, count)) }
    }
    if explanation.parts.contains(where: { $0.part == "newer_input" }) {
      notes.append(
        Phrase(
          "注意:发布后报送的内容有变化,差额单列;下次运行后更新。",
          "Note: the input has changed since the publication; the next run takes it up."))
    }
    let newer = Set(
      explanation.parts.filter { $0.line?.isSuperseded == true }.compactMap(\.line?.submissionID))
    if !newer.isEmpty {
      notes.append(
        Phrase(
          "注意:\(newer.count) 份报送在发布后已有更高版本。",
          "Note: \(newer.count) of the submissions have newer revisions since."))
    }
    return notes
  }

  private func head(
    _ explanation: CellExplanation, _ amountUnit: AmountUnit, _ language: Language
  ) -> String {
    let unit = Vocabulary.unit(request.unitCode, explanation.unitName)(language)
    let subject = Vocabulary.subject(
      request.subjectCode, explanation.subjectName, whole: Phrase("合计", "total"))(language)
    let base = explanation.baseYear.map {
      Phrase("可比口径:\($0) 年度的科目和单位", "restated to the subjects and units of \($0)")(language)
    }
    let year = Phrase("\(request.fiscalYear) 年度", "Fiscal year \(request.fiscalYear)")(language)
    let measure = Vocabulary.amounts(in: amountUnit)(language)
    return [year, base, unit, subject, Vocabulary.fund(request.fundType)(language), measure]
      .compactMap(\.self).joined(separator: "  ")
  }
}

extension ExplainedPart {
  /// Whether the part adds to the figure; only of lines some do not.
  var isCounted: Bool { line?.role.map { $0 == "counted" } ?? true }
}
