extension DiagnosticEssayCatalog {
  static let commandLine: [DiagnosticEssay] = [
    DiagnosticEssay(
      .missingPath,
      "A path on the command line leads to nothing. The run ends there (exit status 66): an inventory of which a part was only misspelt would make a report about less than was meant.",
      .shown("kiem check exportz --as-of 2026-01-15"),
      do: "Correct the path; it is relative to the folder that you are in."),
    DiagnosticEssay(
      .unwritableOutput,
      "A report, a bundle or a laid-out file could not be written: the folder is missing, full, or not yours. Files appear whole or not at all, so that nothing half-written is left behind.",
      .shown("kiem check exports -f html=/nowhere/report.html"),
      do: "Make the folder, or choose another place. The message ends with the system's own reason."),
    DiagnosticEssay(
      .existingOutput,
      "There is a file where the output should go, and nothing is written over unless asked: it may be last quarter's evidence.",
      .shown("kiem check exports -f html=report.html\nkiem check exports -f html=report.html"),
      do: "Choose another name, or say --force."),
    DiagnosticEssay(
      .noPolicySelected,
      "No policy was named, none is shipped where the program looks, or the profile selects none. A run without policies would find nothing and look clean.",
      .shown("cd /tmp && kiem check exports"),
      do: "Name a policy's file or folder with -p, or set KIEM_POLICIES to the folder that holds them."),
    DiagnosticEssay(
      .listedFile,
      "A list of files (`--files-from`) names something that is not checked: it is not there, as with files that a change removes, it leads out of the folder that is checked, or it is no file. The rest of the list is checked.",
      .shown("echo ../secrets.yml | kiem check . --files-from -"),
      do: "List paths relative to the folder that is checked: git diff --name-only --diff-filter=d -z."),
    DiagnosticEssay(
      .unreadablePath,
      "A path that is there cannot be read: permissions, or a file of more than 8 MB among the documents.",
      .shown("chmod 000 policy.yaml && kiem fmt policy.yaml"),
      do: "Give yourself the right to read it. The message ends with the system's own reason."),
    DiagnosticEssay(
      .unusableVariable,
      "`kiem eval` makes a variable of every member of the JSON or YAML given, and this name is none that an expression can write.",
      .shown("kiem eval 'a > 1' --json '{\"a\": 2, \"b-c\": 3}'"),
      do: "Rename the member, or put the whole under another name: --var 'data={...}'."),
  ]
}
