import BudgetTestSupport
import EmbeddedPostgres
import Foundation
import PostgresClient
import SystemPackage
import Testing

/// Z1. The server on another machine proves who it is, or nothing is sent to it.
@Suite(.serialized) struct TransportTests {
  /// The address of this machine, written so that it does not look like it.
  private static let elsewhere = "hostaddr=127.1"

  @Test func onlyAServerThatProvesItselfIsTrusted() async throws {
    let server = try await EmbeddedPostgres.temporary()
    let port = try await openToTheNetwork(server)
    let folder = server.directory.appending("tls").string
    let base = "\(Self.elsewhere) port=\(port) user=huizong dbname=postgres"
    let right = "\(base) host=budget.example sslrootcert=\(folder)/ca.crt"

    try await expect(right + " sslmode=verify-full", 0)
    let named = right.replacing("budget.example", with: "other.example")
    try await expect(named + " sslmode=verify-full", 77)
    let foreign = right.replacing("ca.crt", with: "other-ca.crt")
    try await expect(foreign + " sslmode=verify-full", 77)
    try await expect(right + " sslmode=require", 77, naming: "sslmode=verify-full")
    try await expect(right, 77, naming: "sslmode=verify-full")

    try await present("expired", on: server)
    try await expect(right + " sslmode=verify-full", 77)
    try await execute("ALTER SYSTEM SET ssl = off", on: server)
    try await present("right", on: server)
    try await expect(right + " sslmode=verify-full", 77)
    try await server.stop()
  }

  /// Whoever takes the risk can, and is told each time.
  @Test func theRiskIsLoggedWhereItIsTaken() async throws {
    let server = try await EmbeddedPostgres.temporary()
    let port = try await openToTheNetwork(server)
    let database = "\(Self.elsewhere) port=\(port) user=huizong dbname=postgres sslmode=require"
    let taken = try await Program.run(
      ["migrate", "--dry-run", "--allow-insecure-tls", "--database", database])
    #expect(taken.status == 0, "\(taken.messages)")
    #expect(taken.messages.contains("sslmode=require"))
    let check = try await Program.run(
      ["check", "--allow-insecure-tls", "--lang", "en", "--database", database])
    #expect(check.output.contains("TLS, server not verified"), "\(check.output)")
    // And it stands beside each run, as it was.
    let local = try #require(server.conninfo(database: "postgres")) + " port=\(port)"
    for (command, conninfo) in [("migrate", local), ("run", local), ("run", database)] {
      let program = try await Program.run(
        [command, "--allow-insecure-tls", "--database", conninfo])
      #expect(program.status == 0, "\(program.messages)")
    }
    let identities = try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: local)).text(
        "SELECT string_agg(server_identity, ' ' ORDER BY run_id) FROM control.run")
    }
    #expect(identities == "local unverified")
    try await server.stop()
  }

  private func expect(
    _ database: String, _ status: Int32, naming words: String = ""
  ) async throws {
    let program = try await Program.run(["migrate", "--dry-run", "--database", database])
    #expect(program.status == status, "\(database): \(program.messages)")
    #expect(words.isEmpty || program.messages.contains(words), "\(program.messages)")
    guard status == 0 else { return }
    let check = try await Program.run(["check", "--lang", "en", "--database", database])
    #expect(check.output.contains("TLS, server verified"), "\(check.output)")
  }

  /// Lets a throw-away server listen at a free port, with TLS and without passwords.
  private func openToTheNetwork(_ server: EmbeddedPostgres) async throws -> Int {
    let made = try await Program.shell(makeCertificates, [server.directory.string])
    #expect(made.status == 0, "\(made.messages)")
    let port = try #require(Int(made.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    for setting in [
      "listen_addresses = '127.0.0.1'", "port = \(port)", "ssl = on",
    ] { try await execute("ALTER SYSTEM SET \(setting)", on: server) }
    try await server.stop()
    try await server.start()
    return port
  }

  /// Lets the server show another certificate from now on.
  private func present(_ certificate: String, on server: EmbeddedPostgres) async throws {
    let data = server.directory.appending("data").string
    let copied = try await Program.shell(
      """
      cat "$1/../tls/$2.crt" > "$1/server.crt"
      kill -HUP "$(head -1 "$1/postmaster.pid")"
      sleep 1
      """, [data, certificate])
    #expect(copied.status == 0, "\(copied.messages)")
  }

  private func execute(_ sql: String, on server: EmbeddedPostgres) async throws {
    let conninfo = try #require(server.conninfo(database: "postgres"))
    let port = try String(
      contentsOfFile: server.directory.appending("data/postmaster.pid").string, encoding: .utf8
    ).split(separator: "\n")[3]
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo + " port=\(port)"))
        .runScript(Statement(name: "configure", sql: sql))
    }
  }
}

/// Two authorities and the server's certificates; $1 is the directory of a private server. Writes a
/// port that is free.
private let makeCertificates = """
  set -euo pipefail
  mkdir -m 755 "$1/tls"
  cd "$1/tls"
  key=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
  for ca in ca other-ca; do
    openssl req -x509 "${key[@]}" -keyout $ca.key -out $ca.crt -subj "/CN=$ca" -days 2
  done
  openssl req "${key[@]}" -keyout server.key -out server.csr -subj /CN=budget.example \\
    -addext subjectAltName=DNS:budget.example
  for kind in right:2 expired:-1; do
    openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial \\
      -copy_extensions copy -days "${kind#*:}" -out "${kind%:*}.crt"
  done
  data=$1/data
  cp right.crt "$data/server.crt"
  cp server.key "$data/server.key"
  chmod 600 "$data"/server.*
  chown --reference="$data" "$data"/server.*
  echo 'host all all 127.0.0.0/8 trust' >> "$data/pg_hba.conf"
  for port in $(shuf -i 20000-29999 -n 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; break; }
  done
  """
