/// One of the servers that a connection string names, for a failover: libpq takes the first that
/// answers and is as `target_session_attrs` wants it.
struct NamedServer: Sendable, Hashable, CustomStringConvertible {
  /// A name or a folder for a socket; empty for libpq's default.
  let host: String
  /// The address to connect to; empty where the name is looked up.
  let address: String
  /// Empty for libpq's default.
  let port: String

  /// The key words that leave this one of the list; an empty value would leave the list.
  var keyWords: [(name: String, value: String)] {
    [("host", host), ("hostaddr", address), ("port", port.isEmpty ? "5432" : port)]
      .filter { !$0.1.isEmpty } + [("target_session_attrs", "read-write")]
  }

  var description: String {
    (host.isEmpty ? address : host) + (port.isEmpty ? "" : ":\(port)")
  }
}

extension ConnectionSettings {
  /// The servers that the settings name, in their order.
  var servers: [NamedServer] {
    let options = understood(self) ?? [:]
    let (hosts, addresses, ports) =
      (list(options["host"]), list(options["hostaddr"]), list(options["port"]))
    return (0..<max(hosts.count, addresses.count)).map { index in
      NamedServer(
        host: index < hosts.count ? hosts[index] : "",
        address: index < addresses.count ? addresses[index] : "",
        // One port is that of all.
        port: ports.count == 1 ? ports[0] : index < ports.count ? ports[index] : "")
    }
  }

  /// The servers, of several that the settings name, that take writes now, such as `one:5432`; not
  /// asked where they name one. A server that is named twice is one.
  ///
  /// It takes up to five seconds for each that does not answer.
  public var writableServers: [String] {
    let servers = servers
    guard servers.count > 1 else { return [] }
    var starts: Set<Int64> = []
    return servers.filter { server in
      var own = self
      own.server = server
      own.connectTimeoutSeconds = min(connectTimeoutSeconds, 5)
      guard let connection = try? Connection(own), let backend = connection.handle.backend else {
        return false
      }
      return starts.insert(backend.serverStart).inserted
    }.map(\.description)
  }
}
