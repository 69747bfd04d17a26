import Foundation
import Testing

/// Programs that read the files of deploy and that Debian does not install; `jobs/test` fetches
/// them into a folder of the checkout (`install_checks` of jobs/packages.sh).
enum CheckTools {
  /// The path of a program that must be there.
  static func program(_ name: String) throws -> String {
    let path = SourceTree.root.appending(path: ".build/checks/bin/\(name)").path()
    try #require(
      FileManager.default.isExecutableFile(atPath: path), "run jobs/test, which fetches \(name)")
    return path
  }
}
