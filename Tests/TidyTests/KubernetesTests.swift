import Foundation
import Testing

/// The manifests of deploy/kubernetes, held to the schemas of Kubernetes itself.
@Suite struct KubernetesTests {
  private static let files = ["nightly.yaml", "network-policy.yaml", "watch.yaml"]

  @Test(arguments: ["1.31", "1.37"])
  func manifestsAreValid(version: String) throws {
    let paths = Self.files.map {
      SourceTree.root.appending(path: "deploy/kubernetes/\($0)").path()
    }
    let run = try validate(paths, version)
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.matches(of: /passed for resource/).count == 3)
  }

  /// One slip each, of a name, a type and a value that is required.
  @Test(arguments: [
    ("podFailurePolicy", "podFailurePolicies"), ("backoffLimit: 3", "backoffLimit: three"),
    ("operator: In, ", ""),
  ])
  func seesASlip(right: String, wrong: String) throws {
    let text = try SourceTree.text("deploy/kubernetes/nightly.yaml")
    let folder = try ScratchFolder()
    try folder.write("slip.yaml", text.replacing(right, with: wrong))
    let run = try validate([folder.url.appending(path: "slip.yaml").path()], "1.37")
    #expect(run.status == 1, "\(run.output)")
  }

  /// The policy divides the exit codes as systemd's unit does; only 75, which is a success there,
  /// has to be tried again here.
  @Test func exitCodesDecideOnAnotherTry() throws {
    let text = try SourceTree.text("deploy/kubernetes/nightly.yaml")
    let unit = try SourceTree.text("deploy/systemd/huizong@.service")
    var codes: [String: [String]] = [:]
    for rule in text.matches(of: /action: (\w+)\n +onExitCodes: \{operator: In, values: \[(.*?)\]/)
    {
      codes[String(rule.1)] = rule.2.split(separator: ", ").map(String.init)
    }
    let final = try #require(unit.firstMatch(of: /\nRestartPreventExitStatus=(.*)/)).1
    #expect(codes["FailJob"] == final.split(separator: " ").map(String.init))
    #expect(codes["Ignore"] == ["75"])
    #expect(codes["Count"] == ["69", "130", "137", "143"])
  }

  @Test(arguments: ["nightly.yaml", "watch.yaml"])
  func podsHaveNoRights(file: String) throws {
    let text = try SourceTree.text("deploy/kubernetes/\(file)")
    for line in [
      "runAsNonRoot: true", "readOnlyRootFilesystem: true", "allowPrivilegeEscalation: false",
      "capabilities: {drop: [ALL]}", "seccompProfile: {type: RuntimeDefault}",
      "automountServiceAccountToken: false",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    // A secret is a file; no variable and no argument holds one.
    #expect(!text.contains("secretKeyRef") && !text.contains("secretRef"))
    #expect(!text.contains("PGPASSWORD") && !text.contains("--database"))
  }

  private func validate(_ paths: [String], _ version: String) throws -> Command {
    try Command(
      CheckTools.program("kubernetes-validate"),
      ["--kubernetes-version", version, "--strict"] + paths)
  }
}
