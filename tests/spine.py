"""One purchase walked through the real workflow, stage after stage, for tests of the stages that follow."""
