import ArgumentParser
import BudgetEngine
import BudgetReport
import BudgetStore
import ServiceLifecycle

/// A service that serves rerun requests.
struct WatchCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Serves rerun requests within moments, until it is stopped.",
    discussion: """
      随时处理重算申请,直到被停止。

      A service: each request is served as `huizong run --requested` would, at once
      when nothing else runs, else after that run. It trusts no cache. Requests that
      were open before count, too, and a night that fails does not end it, nor does
      a database that goes away. It needs connections to the server itself, not those
      of a pooler.

      SIGTERM and SIGINT end it: with 0 at once while it waits, with 143 or 130
      after a clean rollback of the night under way, whose requests are open again.
      --json gives a document for each night, as run --json does.

      示例 Examples:
        # 作为服务 / as a service
        huizong watch --database service=budget
        # 使用专用数据库 / on a private server
        huizong watch --embedded --workers 1
      """)

  @Option(name: .long, help: "How many connections and threads work in a night.")
  var workers = Night.defaultWorkerCount

  @OptionGroup var metrics: MetricsOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...256).contains(workers) else {
      throw ValidationError("--workers must lie within 1 and 256.")
    }
  }

  func perform(_ console: Console) async throws {
    let request = RunRequest(
      requestedOnly: true, workers: workers, programVersion: Huizong.version,
      programBuild: ProgramBuild.identity, host: Night.hostName)
    let (database, output) = (database, output)
    let watch = try RequestWatch(
      { try await database.settings() }, request, console, metrics
    ) { receipt in
      if case .nothingRequested = receipt.outcome { return }
      try ReceiptReport(receipt: receipt).tell(console, asJSON: output.json)
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [ServiceGroupConfiguration.ServiceConfiguration(service: watch)],
        logger: console.log))
    // Not the group's own: it would not say which signal came, and that is the exit code.
    let signals = StopSignals(console) { Task { await group.triggerGracefulShutdown() } }
    defer { withExtendedLifetime(signals) {} }
    try await group.run()
  }
}
