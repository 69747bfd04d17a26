#if Console
public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore

/// The console: what is published, to browse; anomalies, to answer; runs, to watch and ask for.
public struct Console: Sendable {
  /// So many connections of browsers at a time; more wait.
  private static let connectionLimit = 256

  private let settings: ConsoleSettings
  private let responder: ConsoleResponder
  private let log: Logger

  /// A console before a database.
  public init(_ settings: ConsoleSettings, _ database: @escaping DatabaseAddress, _ log: Logger) {
    self.settings = settings
    self.log = log
    responder = ConsoleResponder(
      settings: settings, desk: SessionDesk(settings, database, log), log: log)
  }

  /// The service, which runs until its group shuts down; what is being answered is finished.
  ///
  /// - Parameter onRunning: Called with the port once browsers are let in.
  public func service(
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> Application<ConsoleResponder> {
    Application(
      responder: responder,
      server: .http1(configuration: .init(idleTimeout: TimeAmount(settings.silence))),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port),
        availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionLimit)),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
      logger: log)
  }
}
#endif
