import Foundation
import SystemPackage

/// The server process as its file `postmaster.pid` describes it.
struct Postmaster {
  let processID: Int32
  let socketDirectory: FilePath
  let isReady: Bool

  /// The server that runs on a cluster; nil when none does, whatever the file says.
  ///
  /// The file outlives a killed server, its number may belong to another process after a reboot,
  /// and a dead server that nobody waits for still takes signals. But only a living server has the
  /// cluster as its working directory.
  static func alive(in data: FilePath) -> Postmaster? {
    let file = data.appending("postmaster.pid").string
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    // Lines: pid, data, start time, port, socket directory, address, shared memory, state.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let processID = Int32(first), worksIn(data, processID) else {
      return nil
    }
    return Postmaster(
      processID: processID,
      socketDirectory: FilePath(lines.count > 4 ? String(lines[4]) : ""),
      isReady: lines.count > 7 && lines[7].hasPrefix("ready"))
  }

  private static func worksIn(_ data: FilePath, _ processID: Int32) -> Bool {
    let link = "/proc/\(processID)/cwd"
    let folder = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
    let resolved = URL(fileURLWithPath: data.string).resolvingSymlinksInPath().path
    return folder == resolved
  }
}
