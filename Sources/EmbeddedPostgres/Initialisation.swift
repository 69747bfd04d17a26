import Foundation
import Glibc
import SystemPackage

extension Folder {
  /// Makes the cluster unless there is one.
  ///
  /// It grows under another name and is renamed when complete, so a killed initdb leaves nothing
  /// that looks like a cluster.
  func initialise(with binaries: Binaries, _ durability: EmbeddedPostgres.Durability) async throws {
    let files = FileManager.default
    guard !files.fileExists(atPath: data.string) else { return }
    let draft = path.appending("data.new")
    try? files.removeItem(atPath: draft.string)
    let sync = durability == .durable ? [] : ["--no-sync"]
    try await user.run(
      binaries.folder.appending("initdb"),
      [
        "--pgdata=data.new", "--username=\(Self.superuser)", "--auth=peer", "--encoding=UTF8",
        "--locale=C.UTF-8", "--no-instructions",
      ] + sync,
      in: path)
    try admitCallers(to: draft)
    try appendInclude(to: draft.appending("postgresql.conf"))
    try write("", to: draft.appending(settingsFile))
    try files.moveItem(atPath: draft.string, toPath: data.string)
  }

  /// Lets root, the server's user and the caller in as the superuser, and nobody else.
  private func admitCallers(to draft: FilePath) throws {
    try write("local all all peer map=house\n", to: draft.appending("pg_hba.conf"))
    let callers = Set(["root", user.name]).sorted()
    let map = callers.map { "house \($0) \(Self.superuser)\n" }.joined()
    try write(map, to: draft.appending("pg_ident.conf"))
  }

  private func appendInclude(to configuration: FilePath) throws {
    let shipped = try String(contentsOfFile: configuration.string, encoding: .utf8)
    try write(shipped + "\ninclude '\(settingsFile)'\n", to: configuration)
  }

  /// Writes the settings for the next start.
  func writeSettings(_ durability: EmbeddedPostgres.Durability, socketDirectory: FilePath) throws {
    let place = [
      ("listen_addresses", ""), ("unix_socket_directories", socketDirectory.string),
      ("unix_socket_permissions", "0700"), ("port", Server.port),
    ]
    let lines = (place + settings(durability)).map { "\($0.0) = '\($0.1)'\n" }
    try write(lines.joined(), to: data.appending(settingsFile))
  }

  func write(_ text: String, to file: FilePath) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file.string))
    // Readable for its owner only, as everything in a cluster.
    _ = chmod(file.string, 0o600)
    user.own(file)
  }
}

private let settingsFile = "embedded.conf"

private func settings(_ durability: EmbeddedPostgres.Durability) -> [(String, String)] {
  // One server and no standby: COPY into a table of the same transaction then writes no WAL.
  // The views join many partitions: compiling such a plan takes 0.4 s, running it 0.03 s.
  let alone = [
    ("wal_level", "minimal"), ("max_wal_senders", "0"), ("log_timezone", "UTC"), ("jit", "off"),
  ]
  return switch durability {
  case .durable:
    alone + [
      ("shared_buffers", "256MB"), ("max_wal_size", "4GB"), ("checkpoint_timeout", "15min"),
      ("maintenance_work_mem", "256MB"),
    ]
  case .throwaway:
    // Autovacuum would sit in a template database just when it is to be copied.
    alone + [
      ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"),
      ("shared_buffers", "32MB"), ("autovacuum", "off"),
    ]
  }
}
