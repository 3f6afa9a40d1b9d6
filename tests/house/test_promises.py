"""Every promise of SECURITY.md names the tests that hold it, and they are there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

ATTACKS = "gongpyo/test_attack_commands.py"
SECRETS = "output/test_database_secrets.py"
GUARDS = "extract/readers/test_guards.py"
CKAN = "gongpyo/portals/test_publish_ckan.py"
EXPORTS = "output/test_exports.py"
ATOMIC = "output/test_atomic_output.py"
BATCH = "gongpyo/batch/"
PROCESS = "gongpyo/test_reader_process.py"
HELD_BY: dict[str, dict[str, str]] = {  # file of tests -> names of tests, by promise
    "Whatever the bytes, a documented outcome": {
        "benchmarks/fuzz/test_fuzz.py": "a_damaged_copy_has_the_same_values_or_is_refused_or_marked "
        "what_fuzzing_has_found_stays_mended",
    },
    "Damage is seen": {
        GUARDS: "a_loop_in_the_sector_table_is_refused a_flipped_bit_of_a_stream_with_a_checksum_is_refused "
        "a_byte_between_two_entries_is_refused records_of_looks_that_are_cut_are_refused "
        "a_flate_stream_whose_checksum_does_not_fit_is_marked "
        "records_that_contradict_one_another_are_marked_whatever_the_checksum_says",
    },
    "No needless refusal": {
        "benchmarks/fuzz/test_fuzz.py": "most_copies_whose_tables_are_untouched_are_read",
        GUARDS: "a_damaged_zip_is_read_and_marked_where_the_tables_are_proved",
    },
    "One moment": {
        ATTACKS: "a_file_that_is_replaced_while_it_is_read_is_of_one_moment "
        "a_file_that_is_written_to_while_it_is_read_is_refused a_pipe_in_the_place_of_a_plan_is_not_waited_for "
        "a_link_in_the_place_of_corrections_is_not_followed settings_beside_a_document_that_are_a_link_are_refused "
        "the_pages_of_a_document_that_is_replaced_are_drawn_of_the_bytes_that_were_read",
        "benchmarks/test_replaced.py": "a_document_that_is_replaced_meanwhile_is_of_one_version",
        "house/test_files.py": "no_module_opens_files_but_those_that_are_named",
    },
    "Bounded": {
        PROCESS: "a_reader_that_takes_too_long_is_stopped a_reader_that_takes_too_much_memory_is_stopped",
        GUARDS: "a_limit_names_itself_and_its_setting every_limit_says_what_it_counts "
        "a_zip_of_headers_only_is_no_work_without_end",
        "gongpyo/test_cli.py": "the_doctor_knows_versions_formats_and_limits",
        ATTACKS: "a_limit_of_memory_in_which_nothing_can_be_read_is_named",
        "benchmarks/test_hostile.py": "a_hostile_file_is_refused memory_that_a_library_takes_is_a_limit_by_name",
    },
    "Files of ours": {
        ATTACKS: "a_plan_larger_than_any_is_not_read a_plan_of_parts_without_end_is_not_parsed "
        "a_malformed_plan_is_no_bug_of_ours a_plan_of_a_newer_schema_is_refused_whatever_its_fields "
        "a_workbook_touches_nothing_but_its_own_file",
        "benchmarks/test_fields.py": "a_field_that_is_changed_by_hand_is_no_bug_of_ours "
        "a_field_that_is_changed_by_hand_in_a_store_is_no_bug_of_ours",
        "output/test_room.py": "the_parts_grow_with_the_bytes",
        EXPORTS: "parquet_refuses_an_empty_cell_that_must_be_filled_and_says_where",
    },
    "Inert": {
        "house/test_architecture.py": "nothing_reaches_for_the_network_a_shell_or_pickled_input",
        GUARDS: "a_document_type_is_refused_in_any_part_and_encoding",
        ATTACKS: "no_command_that_names_no_address_looks_for_one",
        SECRETS: "duckdb_asks_nobody_for_an_extension no_option_of_an_address_lets_duckdb_fetch_extensions",
        BATCH + "test_addresses.py": "an_address_of_another_kind_or_host_is_refused_unasked "
        "a_host_that_sends_elsewhere_breaks_off_or_refuses_is_told_without_secrets "
        "a_host_of_a_link_local_address_is_not_connected_to",
        CKAN: "a_redirect_is_not_followed no_proxy_is_asked link_local_addresses_are_not_spoken_to "
        "the_address_that_was_looked_at_is_the_one_that_is_spoken_to",
    },
    "The pages": {
        "gongpyo/reviewing/test_report.py": "its_policy_allows_its_own_style_and_script_alone "
        "no_text_of_a_document_can_end_the_data",
        "gongpyo/workbench/test_open.py": "only_who_has_the_token_comes_in_and_only_from_here "
        "the_pages_are_served_on_this_computer_alone_by_a_token_of_this_run "
        "only_what_lies_directly_in_a_plan_s_folder_is_given_out what_is_dropped_is_read_in_the_guarded_child",
    },
    "What is hidden stays hidden": {
        "extract/readers/page/sight/test_covered.py": "what_is_covered_is_published_nowhere "
        "a_label_that_is_covered_is_published_nowhere a_head_that_is_covered_heads_nothing_and_is_told_nowhere",
        "extract/readers/test_seen.py": "what_nobody_sees_is_published_nowhere",
    },
    "No secrets printed": {
        SECRETS: "of_two_hundred_addresses_none_shows_a_secret_and_all_that_are_certain_name_host_and_database "
        "no_traceback_shows_a_password a_password_that_is_not_encoded_is_said_and_sent_nowhere",
        BATCH + "test_addresses.py": "no_value_behind_the_question_mark_of_an_address_is_shown",
        CKAN: "what_can_be_no_key_is_refused_unseen a_key_on_an_unencrypted_way_is_said",
    },
    "No password kept": {
        "gongpyo/test_password.py": "a_password_in_a_file_opens_a_document_and_is_written_nowhere "
        "a_password_on_the_command_line_is_refused_unseen options_do_not_show_a_password "
        "no_argument_of_any_process_is_the_password a_child_that_is_no_copy_gets_a_password_by_its_pipe",
    },
    "Safe output": {
        ATOMIC: "a_disk_that_fills_up_leaves_the_old_files_whole a_reader_never_sees_a_mixture "
        "a_second_run_waits_for_the_first what_is_a_persons_own_is_carried_over "
        "a_target_that_is_a_link_is_refused_and_not_followed",
        ATTACKS: "a_link_under_a_temporary_name_is_not_written_through",
        EXPORTS: "no_command_writes_through_a_link_or_puts_a_file_in_the_place_of_one "
        "a_device_is_not_replaced_by_a_file a_text_that_looks_like_a_formula_is_a_text",
        "output/test_output.py": "no_text_cell_runs_as_a_formula what_a_spreadsheet_would_run_is_guarded",
        "output/test_open_elsewhere.py": "a_file_that_is_open_elsewhere_is_left_and_the_sentence_says_to_close_it "
        "no_document_is_written_over_by_a_name_that_is_no_workbook_s_or_page_s",
        "gongpyo/reviewing/test_sheets.py": "a_filled_workbook_is_not_written_over_until_it_is_taken",
        "benchmarks/test_faults.py": "a_call_that_fails_does_no_harm",
        "benchmarks/test_allocations.py": "an_allocation_that_fails_does_no_harm",
    },
    "A plan proves itself": {
        ATTACKS: "a_value_that_was_changed_by_hand_is_told every_published_file_is_proved "
        "what_was_changed_by_hand_is_loaded_only_where_it_is_asked_for",
    },
    "A store of many documents": {
        BATCH + "test_batch.py": "who_kills_his_reader_is_tried_alone_and_once_more_and_then_named "
        "who_hangs_is_tried_once_more_alone_and_then_named "
        "a_damaged_journal_is_told_and_made_anew_from_the_documents",
        BATCH + "test_kept_outcomes.py": "who_takes_too_much_memory_is_tried_alone_before_he_is_named "
        "an_outcome_is_recalled_only_beside_the_plan_that_it_is_of an_outcome_that_is_none_of_ours_is_passed_over "
        "a_plan_that_was_changed_by_hand_or_removed_is_read_anew "
        "what_the_machine_refused_is_tried_again_by_the_next_run "
        "a_merge_loses_no_shard_in_silence a_shard_whose_plan_was_changed_is_not_merged",
        BATCH + "test_stopped_batch.py": "a_signal_to_the_driver_ends_it_cleanly_and_the_next_run_goes_on "
        "a_second_driver_waits_and_then_is_told a_disk_that_fills_up_is_said_and_the_next_run_goes_on",
        BATCH + "test_hostile_batch.py": "a_link_in_the_place_of_a_folder_of_a_store_is_refused "
        "what_is_no_file_in_the_place_of_the_journal_is_refused nothing_in_the_catalogue_is_run",
    },
    "Nothing acts on the terminal": {
        ATTACKS: "no_name_and_no_text_acts_on_the_terminal settings_beside_a_document_silence_nothing_unsaid",
    },
    "No bug where the system refuses": {
        "plan/test_patterns.py": "no_expression_is_compiled_where_there_is_no_room_for_it",
        ATTACKS: "what_the_environment_refuses_is_no_bug_of_ours a_folder_that_may_not_be_entered_is_named "
        "a_refused_process_is_a_sentence an_absurd_limit_is_a_wrong_setting absurd_settings_are_wrong_settings "
        "without_proc_a_document_is_converted a_folder_that_another_run_holds_is_said_to_be_busy",
    },
    "Clean ends": {
        PROCESS: "a_signal_ends_the_run_cleanly a_killed_run_takes_its_child_with_it",
        "benchmarks/test_killed.py": "killed_runs_leave_nothing_torn_and_the_next_run_puts_all_right "
        "killed_loads_exports_and_corrections_leave_the_older_output_or_the_new",
        ATTACKS: "what_a_killed_export_left_is_swept_by_the_next",
        ATOMIC: "what_a_killed_run_left_behind_is_swept a_run_over_many_documents_looks_for_leftovers_once",
    },
    "Known dependencies": {  # make audit asks a service
        "house/test_pinned.py": "every_dependency_has_its_version_and_its_hashes "
        "dependencies_are_installed_by_their_hashes_alone",
    },
}
PROMISED = re.compile(r"^- \*\*(.+?)\.?\*\*", re.MULTILINE)


def test_every_promise_has_its_tests() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    promised = PROMISED.findall(text.partition("## Not promised")[0])
    assert sorted(promised) == sorted(HELD_BY)


@pytest.mark.parametrize("promise", HELD_BY)
def test_the_tests_that_hold_a_promise_are_there(promise: str) -> None:
    for file, names in HELD_BY[promise].items():
        tests = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert [name for name in names.split() if f"def test_{name}(" not in tests] == [], file
