import ArgumentParser
import BudgetEngine
import BudgetReport
import BudgetStore

/// One consolidation.
struct RunCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Consolidates once and publishes; unchanged input ends \"up to date\".",
    discussion: """
      汇总一次并发布;输入没有变化时不产生新发布。

      Running it again is always safe. A run that fails or is stopped leaves the
      old publication as it is; one that lost the database or met a deadlock begins
      again by itself, within ten minutes (--retries 0: never). A night that knows
      that nothing has changed reads no lines; `huizong check` says how it knows, or
      why it must read everything.
      A closed year is published as it was; --year refuses it, see close-year.

      示例 Examples:
        # 全部年度 / all years
        huizong run
        # 重新读取这些年度 / these years, read anew
        huizong run --year 2022 --year 2023
        # 只处理重算申请,没有则安静退出 / open requests only; quiet where are none
        huizong run --requested
        # 全部重算,四个工作线程 / everything anew, with four workers
        huizong run --full --workers 4
      """)

  @Option(name: .long, help: "Read this year again; may be repeated. Default: all years.")
  var year: [Int] = []

  @Flag(name: .long, help: "Serve the open rerun requests and nothing else.")
  var requested = false

  @Flag(name: .long, help: "Trust no mark, and publish even when nothing changed.")
  var full = false

  @Flag(name: .long, help: "Work everything out and write nothing.")
  var dryRun = false

  @Option(name: .long, help: "How many connections and threads work.")
  var workers = Night.defaultWorkerCount

  @Option(
    name: .long, help: "How often a run that lost the database, or met a deadlock, begins again.")
  var retries = 5

  @OptionGroup var metrics: MetricsOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...256).contains(workers) else {
      throw ValidationError("--workers must lie within 1 and 256.")
    }
    guard (0...5).contains(retries) else {
      throw ValidationError("--retries must lie within 0 and 5.")
    }
    if requested && (!year.isEmpty || full) {
      throw ValidationError("--requested excludes --year and --full.")
    }
    guard year.allSatisfy({ (1949...2999).contains($0) }) else {
      throw ValidationError("--year must lie within 1949 and 2999.")
    }
  }

  func perform(_ console: Console) async throws {
    let request = RunRequest(
      years: year.isEmpty ? nil : year, requestedOnly: requested, isFull: full, isDryRun: dryRun,
      workers: workers, programVersion: Huizong.version, programBuild: ProgramBuild.identity,
      host: Night.hostName)
    let work = {
      let settings = try await database.settings()
      let night = Night(settings: settings, console: console, retry: RunRetry(limit: retries))
      return (try await night.run(request), on: settings)
    }
    // A dry run is no night: a monitor must not take it for one.
    let receipt =
      dryRun
      ? try await work().0
      : try await metrics.recording(run: requested ? "rerun" : "run", console, work)
    // A timer asks each minute; it must not fill the log with nothing.
    if case .nothingRequested = receipt.outcome, !output.json { return }
    try ReceiptReport(receipt: receipt).tell(console, asJSON: output.json)
  }
}
