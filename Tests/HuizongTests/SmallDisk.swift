import Foundation
import PostgresClient

/// A tablespace on a small disk of its own, in memory, that a test fills up; only root can mount
/// one.
struct SmallDisk: Sendable {
  let name: String
  let path: String

  /// Mounts a disk for the user of a server, and makes a tablespace of it.
  init(_ conninfo: String, megabytes: Int) throws {
    let mark = UUID().uuidString.prefix(8).lowercased()
    name = "small_disk_\(mark)"
    path = FileManager.default.temporaryDirectory.appending(path: name).path()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let connection = try Connection(ConnectionSettings(conninfo: conninfo))
    let data = try FileManager.default.attributesOfItem(
      atPath: connection.text("SELECT current_setting('data_directory')"))
    let owner = "uid=\(data[.ownerAccountID] ?? 0),gid=\(data[.groupOwnerAccountID] ?? 0)"
    try Self.run(
      "mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m,mode=0700,\(owner)", "tmpfs", path])
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false,
      attributes: [
        .ownerAccountID: data[.ownerAccountID] ?? 0,
        .groupOwnerAccountID: data[.groupOwnerAccountID] ?? 0,
      ])
    try connection.run(
      Statement(name: "make", sql: "CREATE TABLESPACE \(name) LOCATION '\(folder)'"))
  }

  /// What the tablespace has of the disk.
  var folder: String { path + "/tables" }

  /// What is free on the disk.
  var freeBytes: Int {
    get throws {
      let disk = try FileManager.default.attributesOfFileSystem(forPath: path)
      return (disk[.systemFreeSize] as? NSNumber)?.intValue ?? -1
    }
  }

  /// Takes all but so many bytes for something else.
  func fill(leaving bytes: Int) throws {
    let size = try freeBytes - bytes
    try Data(count: max(0, size)).write(to: URL(filePath: path + "/filler"))
  }

  /// Gives back what was taken.
  func clear() throws { try FileManager.default.removeItem(atPath: path + "/filler") }

  /// Unmounts it.
  func remove() {
    try? Self.run("umount", ["--lazy", path])
    try? FileManager.default.removeItem(atPath: path)
  }

  private static func run(_ program: String, _ arguments: [String]) throws {
    let process = try Process.run(
      URL(filePath: "/usr/bin/" + program), arguments: arguments)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CannotMount(status: process.terminationStatus)
    }
  }

  struct CannotMount: Error { let status: Int32 }
}
