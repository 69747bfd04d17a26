import Foundation
import Testing

/// The Containerfile, read by hadolint: no engine builds it here.
@Suite struct ContainerTests {
  @Test func containerfileIsClean() throws {
    let run = try lint { $0 }
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output == "")
  }

  @Test func seesASlip() throws {
    let run = try lint { $0.replacing("libpq5=15.*", with: "libpq5") }
    #expect(run.status == 1)
    #expect(run.output.contains("DL3008"), "\(run.output)")
  }

  /// The program itself is process 1, as nobody, and no shell stands between.
  @Test func programIsTheEntryPoint() throws {
    let text = try SourceTree.text("deploy/container/Containerfile")
    #expect(text.contains("\nENTRYPOINT [\"/usr/bin/huizong\"]\nCMD [\"run\"]\n"))
    #expect(text.contains("\nUSER 10001:10001\n"))
    let manifest = try SourceTree.text("deploy/kubernetes/nightly.yaml")
    #expect(manifest.contains("runAsUser: 10001\n"))
  }

  /// What is built into the image is what may be sent to the engine, and is there.
  @Test func contextHoldsWhatIsCopied() throws {
    let text = try SourceTree.text("deploy/container/Containerfile")
    let copied = text.matches(of: /\nCOPY ([A-Za-z.]+)\x20/).map { String($0.1) }
    let ignore = try String(
      contentsOf: SourceTree.root.appending(path: ".containerignore"), encoding: .utf8)
    #expect(ignore == "*\n" + copied.map { "!\($0)\n" }.joined())
    #expect(try Set(copied).isSubset(of: SourceTree.topLevel()))
    #expect(copied.count == 4)
  }

  private func lint(_ change: (String) -> String) throws -> Command {
    let folder = try ScratchFolder()
    try folder.write(
      "Containerfile", change(try SourceTree.text("deploy/container/Containerfile")))
    return try Command(
      CheckTools.program("hadolint"),
      ["--failure-threshold", "style", folder.url.appending(path: "Containerfile").path()])
  }
}
