import ArgumentParser
import BudgetReport

#if Console
import BudgetConsole
import BudgetStore
import Logging
import PostgresClient
import ServiceLifecycle
import Synchronization
import UnixSignals
#endif

/// The console in a browser.
struct ServeCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Shows what is published in a browser, until it is stopped.",
    discussion: """
      在浏览器中查看已发布的汇总、异常与运行,直到被停止。

      People log in with their user and password of the database, and see and do what
      their role may: figures down to the submitted lines, anomalies with their answers,
      runs as they go, requests for a year. All browsing is read only. With
      --trusted-header a proxy says who they are; the console then connects as the role
      of that name, for which the database must let it in. With --trusted-proxy alone it
      takes from the proxy's X-Forwarded-For who guesses passwords.

      It listens on this machine only, unless --bind says otherwise; others reach it
      through a proxy that speaks TLS. SIGTERM and SIGINT end it with 0. It is there where
      the program was built with the package trait Console:

        swift build -c release --product huizong --traits Console

      示例 Examples:
        # 只供本机访问 / for this machine only
        huizong serve --database service=budget
        # 由本机的代理确认身份 / a proxy on this machine says who comes
        huizong serve --database service=budget --trusted-header X-Remote-User \\
          --trusted-proxy 127.0.0.1 --host-name budget.example.org
      """)

  @Option(name: .long, help: "The address to listen at.")
  var bind = "127.0.0.1"

  @Option(name: .long, help: "The port to listen at; 0 for any that is free.")
  var port = 8080

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The header in which a proxy names the role of whoever comes; there are no passwords then.",
      valueName: "name"))
  var trustedHeader: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The address of a proxy that is believed who comes and from where; may be given several"
        + " times.",
      valueName: "address"))
  var trustedProxy: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A name by which browsers reach the console through the proxy; may be given several times.",
      valueName: "name"))
  var hostName: [String] = []

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must lie within 0 and 65535.")
    }
    guard trustedHeader == nil || !trustedProxy.isEmpty,
      (trustedHeader == nil) == hostName.isEmpty
    else {
      throw ValidationError(
        "--trusted-header takes --trusted-proxy and --host-name, --host-name the other two.")
    }
    #if Console
    if let proxy = trustedProxy.first(where: { NetworkAddress($0) == nil }) {
      throw ValidationError("--trusted-proxy takes IP addresses, and \(visible(proxy)) is none.")
    }
    #endif
    if let name = trustedHeader, name.wholeMatch(of: /[A-Za-z0-9-]{1,64}/) == nil {
      throw ValidationError("--trusted-header takes letters, digits and dashes.")
    }
  }

  #if Console
  func perform(_ console: Console) async throws {
    var settings = ConsoleSettings()
    (settings.host, settings.port) = (bind, port)
    if let trustedHeader {
      settings.gate = .header(trustedHeader)
      settings.hostNames = Set(hostName.map { $0.lowercased() })
    }
    settings.proxies = Set(trustedProxy.compactMap(NetworkAddress.init))
    if !settings.isLoopback {
      let phrase = Phrase(
        "\(bind) 不只本机可达:密码将不加密传送,请由 TLS 代理转接",
        "\(bind) is reached by other machines: without a proxy that speaks TLS, passwords travel"
          + " in the clear")
      console.log.warning("\(phrase(console.language))")
    }
    let database = database
    try await expectSchema(console)
    let isListening = Listening()
    let service = BudgetConsole.Console(
      settings, { try await database.settings() }, console.log
    ).service { [bind] port in
      isListening.begin()
      let address = bind.contains(":") ? "[\(bind)]" : bind
      let phrase = Phrase(
        "控制台在 http://\(address):\(port)/", "console at http://\(address):\(port)/")
      console.log.info("\(phrase(console.language))")
    }
    var configuration = ServiceGroupConfiguration(
      services: [ServiceGroupConfiguration.ServiceConfiguration(service: service)],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: console.log)
    // No statement takes longer.
    configuration.maximumGracefulShutdownDuration = .seconds(settings.statementSeconds)
    let group = ServiceGroup(configuration: configuration)
    do {
      try await group.run()
    } catch  where !isListening.hasBegun {
      throw CannotListen(place: "\(bind):\(port)", reason: "\(error)")
    }
  }

  /// Looks before anybody comes whether the schema is the one that the pages read.
  ///
  /// The console has no role of its own: where the database does not let it in by itself, or is not
  /// there yet, that is said, and whoever logs in is told.
  private func expectSchema(_ console: Console) async throws {
    // The address must be one.
    let settings = try await database.settings()
    do {
      try await offThePool { try Migrator().expectNothingPending(on: try Connection(settings)) }
    } catch let error as PostgresError where !error.isMisdirected {
      let phrase = Phrase(
        "未能核对数据库结构:\(visible(error.message))",
        "the schema of the database was not looked at: \(visible(error.message))")
      console.log.warning("\(phrase(console.language))")
    }
  }
  #else
  func perform(_ console: Console) async throws {
    throw NoConsole()
  }
  #endif
}

#if Console
/// Whether the console has been reached at its address: what fails later has another reason.
private final class Listening: Sendable {
  private let state = Atomic(false)
  var hasBegun: Bool { state.load(ordering: .relaxed) }
  func begin() { state.store(true, ordering: .relaxed) }
}
#endif

/// Nobody can listen at the address: it is taken, or not this machine's.
struct CannotListen: Error {
  let place: String
  let reason: String
}

/// The program was built without the console.
struct NoConsole: Error {}
