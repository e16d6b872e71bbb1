import ArgumentParser

/// By what and on which day an inventory is judged: the options of every command that evaluates one.
struct RunOptions: ParsableArguments {
  @Option(
    name: [.customShort("p"), .long],
    help: ArgumentHelp(
      "A policy's file or folder, or the id of a shipped one. May be repeated. Without it the profile's policies, else all shipped.",
      valueName: "path"))
  var policy: [String] = []

  @Option(help: ArgumentHelp("A profile: parameters, zone, waivers, attestations.", valueName: "file"))
  var profile: String?

  @Option(
    help: ArgumentHelp("The day of the run, YYYY-MM-DD. Default: today in the inventory's zone.", valueName: "date"))
  var asOf: String?
}
