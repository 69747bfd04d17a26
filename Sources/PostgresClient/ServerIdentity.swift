import CLibpq
import Glibc

/// Whether a connection can only lead to the server that it names.
public enum ServerIdentity: Sendable, Hashable {
  /// It stays on this machine.
  case local
  /// TLS, with a certificate that names the host: `sslmode=verify-full`.
  case verified
  /// Anybody may answer and listen: libpq's own default takes what it gets.
  case unverified(sslMode: String)
}

extension ServerIdentity {
  /// The word for it in logs and tables.
  public var name: String {
    switch self {
    case .local: "local"
    case .verified: "verified"
    case .unverified: "unverified"
    }
  }

  /// What libpq makes of a connection string, the environment and the service file together.
  ///
  /// Asks without connecting. libpq reads all of them and then refuses a key word's value before it
  /// opens a socket, so nothing travels. The corresponding C functions are `PQconnectStartParams`
  /// and `PQconninfo`.
  public init(_ settings: ConnectionSettings) {
    // What cannot be read libpq will say once more, as the error of connecting.
    self = understood(settings).map(ServerIdentity.init) ?? .local
  }

  /// - Parameter options: libpq's key words with their values, lists for several servers.
  init(_ options: [String: String]) {
    let hosts = list(options["host"])
    let addresses = list(options["hostaddr"])
    // An address is where the connection goes; the host beside it is a name for the certificate.
    let places = (0..<max(hosts.count, addresses.count)).map { index in
      let address = index < addresses.count ? addresses[index] : ""
      return address.isEmpty ? (index < hosts.count ? hosts[index] : "") : address
    }
    if places.allSatisfy(isLocal) {
      self = .local
    } else {
      let mode = options["sslmode"] ?? "prefer"
      self = mode == "verify-full" ? .verified : .unverified(sslMode: mode)
    }
  }

  /// - Throws: `PostgresError` with the SQLSTATE 28000 where anybody may answer.
  func expectKnown() throws(PostgresError) {
    guard case .unverified(let mode) = self else { return }
    throw PostgresError(
      .connect, sqlState: "28000",
      message: "the server is on another machine and sslmode is \(mode): anybody may answer",
      hint: "set sslmode=verify-full and sslrootcert, or allow it with --allow-insecure-tls")
  }
}

/// libpq's key words with their values, found out without connecting; nil where it understands
/// nothing.
func understood(_ settings: ConnectionSettings) -> [String: String]? {
  asking(settings, values(of:))
}

/// What a connection would be that libpq refuses to make; nil where there is none to look at.
///
/// - Parameter refusals: Key words with values that libpq refuses, in place of the settings' own;
///   with a password among them, it looks for none.
func asking<Result>(
  _ settings: ConnectionSettings,
  refusing refusals: [(String, String)] = [
    ("password", "none"), ("target_session_attrs", "nobody's"),
  ],
  _ body: (OpaquePointer) -> Result
) -> Result? {
  let words = settings.keyWords + refusals
  let names = words.map { Parameter.text($0.0) } + [.text(nil)]
  let values = words.map { Parameter.text($0.1) } + [.text(nil)]
  let link = withCStrings(names) { names in
    withCStrings(values) { values in PQconnectStartParams(names, values, 1) }
  }
  guard let link, let link, let link else { return nil }
  defer { PQfinish(link) }
  return body(link)
}

/// The key words of a connection that have a value.
func values(of link: OpaquePointer) -> [String: String] {
  guard let options = PQconninfo(link) else { return [:] }
  defer { PQconninfoFree(options) }
  return values(of: options)
}

/// The parts of a list for several servers; one empty part for none.
func list(_ text: String?) -> [String] {
  (text ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
}

/// Whether a host is this machine: no name or a path for a socket, or an address of the loopback.
private func isLocal(_ host: String) -> Bool {
  if host.isEmpty || host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" {
    return true
  }
  var address = in_addr()
  if inet_pton(AF_INET, host, &address) == 1 {
    return UInt32(bigEndian: address.s_addr) >> 24 == 127
  }
  return host == "::1"
}
