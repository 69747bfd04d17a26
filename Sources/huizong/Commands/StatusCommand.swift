import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// Shows who runs, what is published and what is asked for.
struct StatusCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows who runs, what is published or closed, and what became of requests.",
    discussion: """
      查看谁在运行、发布或封账了什么、申请的结果。

      Of the requests for a year, those that wait and the last five that have ended,
      with their outcome; all of them stand in control.rerun_request.

      示例 Examples:
        # 供人阅读 / for people
        huizong status
        # 供程序读取 / for programs
        huizong status --json
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let status = try await database.reading { connection in
      Status(
        publication: try PublicationReader.current(on: connection),
        lock: try RunReader.lockHolder(on: connection),
        active: try RunReader.rows(limit: 1, onlyActive: true, on: connection),
        requests: try RerunDesk.requests(endedLimit: 5, on: connection),
        closed: try ClosingDesk.closed(on: connection))
    }
    if output.json {
      return try console.write(
        "status",
        [
          ("publication", status.publication.document),
          ("lock", status.lockDocument),
          ("active_runs", RunReport(rows: status.active).document),
          ("requests", status.document(of: status.requests.filter(\.isWaiting))),
          ("ended_requests", status.document(of: status.requests.filter { !$0.isWaiting })),
          ("closed_years", status.closedDocument),
        ])
    }
    try console.write(status.text(console))
  }
}

/// What `status` has found.
private struct Status {
  let publication: PublicationRow?
  let lock: RunLockRow?
  let active: [RunRow]
  let requests: [RerunRequestRow]
  let closed: [ClosedYearRow]

  var lockDocument: JSONValue {
    guard let lock else { return .null }
    return .object([
      ("process_id", .int(lock.processID)), ("user_name", .text(lock.userName)),
      ("application_name", .text(lock.applicationName)), ("client", .text(lock.client)),
      ("since", .text(lock.since)),
    ])
  }

  func document(of requests: [RerunRequestRow]) -> JSONValue {
    .array(
      requests.map {
        .object([
          ("request_id", .int($0.requestID)), ("fiscal_year", .int($0.fiscalYear)),
          ("reason", .text($0.reason)), ("requested_by", .text($0.requestedBy)),
          ("requested_at", .text($0.requestedAt)), ("state", .text($0.state)),
          ("run_id", .int($0.runID)), ("outcome", .text($0.outcome)),
          ("finished_at", .text($0.finishedAt)),
        ])
      })
  }

  var closedDocument: JSONValue {
    .array(
      closed.map {
        .object([
          ("closing_id", .int($0.closingID)), ("fiscal_year", .int($0.fiscalYear)),
          ("reason", .text($0.reason)), ("closed_by", .text($0.closedBy)),
          ("closed_at", .text($0.closedAt)), ("publication_id", .int($0.publicationID)),
        ])
      })
  }

  func text(_ console: Console) -> String {
    let language = console.language
    var text = published(language) + "\n"
    for year in closed { text += sentence(year, language) + "\n" }
    text += locked(language) + "\n"
    if !active.isEmpty { text += RunReport(rows: active).table(console) }
    if !requests.contains(where: \.isWaiting) {
      text += Phrase("没有待处理的重算申请", "no requests wait")(language) + "\n"
    }
    return requests.isEmpty ? text : text + requestTable(console)
  }

  private func requestTable(_ console: Console) -> String {
    let language = console.language
    var table = TextTable([
      .numbers(Phrase("申请", "Request")(language)), .numbers(Phrase("年度", "Year")(language)),
      .words(Phrase("状态", "State")(language)), .numbers(Phrase("运行", "Run")(language)),
      .words(Phrase("申请人", "By")(language)), .words(Phrase("申请时间", "At")(language)),
      .words(Phrase("结束时间", "Ended")(language)), .words(Phrase("理由", "Reason")(language)),
    ])
    for request in requests {
      table.append(
        .init([
          String(request.requestID), String(request.fiscalYear),
          Vocabulary.requestState(request.outcome ?? request.state)(language),
          request.runID.map { String($0) } ?? "", request.requestedBy, request.requestedAt,
          request.finishedAt ?? "", request.reason,
        ]))
    }
    return table.rendered(console.palette, width: console.width)
  }

  private func sentence(_ year: ClosedYearRow, _ language: Language) -> String {
    let reason = visible(year.reason)
    let by = visible(year.closedBy)
    return Phrase(
      "\(year.fiscalYear) 年度已结账(发布 \(year.publicationID),\(by),\(year.closedAt)):\(reason)",
      "\(year.fiscalYear) is closed (publication \(year.publicationID), \(by), "
        + "\(year.closedAt)): \(reason)")(language)
  }

  private func locked(_ language: Language) -> String {
    if let lock {
      let holder = visible("\(lock.userName ?? "?") (\(lock.client), pid \(lock.processID))")
      let since = lock.since ?? "?"
      return Phrase("运行锁由 \(holder) 持有,自 \(since)", "run lock held by \(holder) since \(since)")(
        language)
    }
    if active.isEmpty { return Phrase("当前没有运行", "nothing runs")(language) }
    return Phrase("运行已中断,下次运行时清理", "this run is dead; the next one clears it away")(language)
  }

  private func published(_ language: Language) -> String {
    guard let publication else { return Phrase("尚无发布", "nothing is published")(language) }
    let years = publication.fiscalYears.map(String.init).joined(separator: " ")
    return Phrase(
      "当前发布 \(publication.publicationID)(运行 \(publication.runID),\(publication.publishedAt)):"
        + "年度 \(years),单元 \(publication.cellCount),异常 \(publication.anomalyCount)",
      "publication \(publication.publicationID) (run \(publication.runID), "
        + "\(publication.publishedAt)): years \(years), \(publication.cellCount) cells, "
        + "\(publication.anomalyCount) anomalies")(language)
  }
}
