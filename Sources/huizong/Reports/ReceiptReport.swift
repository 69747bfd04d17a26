import BudgetDomain
import BudgetEngine
import BudgetReport

/// What became of a run, for people and programs.
struct ReceiptReport {
  let receipt: RunReceipt

  /// Writes the receipt for people or for programs.
  func tell(_ console: Console, asJSON isJSON: Bool) throws(OutputError) {
    if isJSON {
      try console.write("run", members)
    } else {
      try console.write(text(console))
    }
  }

  /// A few lines: outcome, what was read and found, and how long it took.
  func text(_ console: Console) -> String {
    let language = console.language
    var text = outcome(language) + "\n"
    guard !receipt.years.isEmpty else { return text }
    text += extent(language) + "\n"
    if !receipt.anomalyCounts.isEmpty { text += anomalies(language) + "\n" }
    if !receipt.stageSeconds.isEmpty { text += timings(language) + "\n" }
    return text
  }

  private func extent(_ language: Language) -> String {
    let years = receipt.years.map(String.init).joined(separator: " ")
    let submissions = NumberFormat.count(receipt.submissionCount)
    let lines = NumberFormat.count(receipt.lineCount)
    let extent =
      Phrase(
        "年度 \(years);报送 \(submissions) 份,\(lines) 行",
        "years \(years); \(submissions) submissions, \(lines) lines")(language) + read(language)
    guard let cellCount else { return extent }
    let cells = NumberFormat.count(cellCount)
    return extent + Phrase(",单元 \(cells) 个", ", \(cells) cells")(language)
  }

  /// How much of it was read now, where that is not all.
  private func read(_ language: Language) -> String {
    guard receipt.readLineCount < receipt.lineCount else { return "" }
    let submissions = NumberFormat.count(receipt.readSubmissionCount)
    let lines = NumberFormat.count(receipt.readLineCount)
    return Phrase(
      "(本次读入 \(submissions) 份,\(lines) 行,其余未变)",
      " (\(submissions) submissions, \(lines) lines of them read; the rest is unchanged)")(language)
  }

  private func outcome(_ language: Language) -> String {
    let run = receipt.runID.map { Phrase("运行 \($0):", "run \($0): ")(language) } ?? ""
    let outcome =
      switch receipt.outcome {
      case .published(let publication):
        Phrase("已发布,发布编号 \(publication)", "published as \(publication)")
      case .upToDate where receipt.years.isEmpty:
        Phrase(
          "所选年度没有报送,当前发布有效", "nobody has filed for these years, the publication stands")
      case .upToDate: Phrase("无变化,当前发布有效", "up to date, the publication stands")
      case .nothingToConsolidate: Phrase("没有可汇总的报送", "no submissions, nothing to consolidate")
      case .dryRun: Phrase("试算完成,未写入", "worked out, nothing written")
      case .nothingRequested: Phrase("没有待处理的申请", "nothing was requested")
      }
    return run + outcome(language)
  }

  private func anomalies(_ language: Language) -> String {
    let counts = Severity.allCases.compactMap { severity in
      receipt.anomalyCounts[severity].map {
        "\(Vocabulary.severity(severity.name)(language)) \(NumberFormat.count($0))"
      }
    }
    return Phrase("异常:", "anomalies: ")(language)
      + counts.joined(separator: Phrase(",", ", ")(language))
  }

  /// The seconds of each stage.
  func timings(_ language: Language) -> String {
    let stages = receipt.stageSeconds.map { stage, seconds in
      "\(Vocabulary.stage(stage)(language)) \(elapsedText(seconds))"
    }
    return Phrase("用时:", "time: ")(language)
      + stages.joined(separator: Phrase(",", ", ")(language))
  }

  /// The receipt with its keys in English.
  var members: [(key: String, value: JSONValue)] {
    var publicationID: Int64?
    if case .published(let publication) = receipt.outcome { publicationID = publication }
    return [
      ("outcome", .text(outcomeName)), ("run_id", .int(receipt.runID)),
      ("publication_id", .int(publicationID)),
      ("fiscal_years", .array(receipt.years.map { .int(Int64($0)) })),
      ("digest", receipt.digest.isEmpty ? .null : .text(receipt.digest)),
      ("submission_count", .int(Int64(receipt.submissionCount))),
      ("line_count", .int(Int64(receipt.lineCount))),
      ("submissions_read", .int(Int64(receipt.readSubmissionCount))),
      ("lines_read", .int(Int64(receipt.readLineCount))),
      ("cell_count", .int(cellCount.map(Int64.init))),
      (
        "anomaly_counts",
        isUpToDate && receipt.anomalyCounts.isEmpty
          ? .null
          : .object(
            Severity.allCases.map { severity in
              (severity.name, .int(Int64(receipt.anomalyCounts[severity] ?? 0)))
            })
      ),
      (
        "stage_seconds",
        .object(
          receipt.stageSeconds.map { stage, seconds in
            (stage.rawValue, .decimal(secondsText(seconds)))
          })
      ),
    ]
  }

  /// What was not worked out is null, not zero.
  private var cellCount: Int? { isUpToDate ? nil : receipt.cellCount }

  private var isUpToDate: Bool {
    switch receipt.outcome {
    case .upToDate, .nothingToConsolidate: true
    case .published, .dryRun, .nothingRequested: false
    }
  }

  private var outcomeName: String {
    switch receipt.outcome {
    case .published: "published"
    case .upToDate: "up_to_date"
    case .nothingToConsolidate: "nothing_to_consolidate"
    case .dryRun: "dry_run"
    case .nothingRequested: "nothing_requested"
    }
  }
}
