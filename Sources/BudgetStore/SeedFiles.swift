/// The reference lists that come with the program, as import files.
///
/// They are a start: a bureau imports its own full lists over them. Their `source` columns say
/// which notice each row comes from.
public enum SeedFiles {
  /// Every list: the name of its file, such as `functional_subject.csv`, and its bytes.
  public static let all: [(name: String, bytes: [UInt8])] = [
    ("crosswalk.csv", PackageResources.crosswalk_csv),
    ("economic_subject.csv", PackageResources.economic_subject_csv),
    ("formula_rule.csv", PackageResources.formula_rule_csv),
    ("functional_subject.csv", PackageResources.functional_subject_csv),
    ("subject_alias.csv", PackageResources.subject_alias_csv),
  ]
}
