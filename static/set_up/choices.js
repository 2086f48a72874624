// Long lists of choices on the set-up screens become boxes one can type into. Without this script
// they stay plain lists.
'use strict';
{
  const $ = django.jQuery;

  function questionOf(select) {
    const label = document.querySelector('label[for="' + select.id + '"]');
    return select.getAttribute('aria-label') || (label ? label.textContent.replace(/:\s*$/, '') : '');
  }

  // select2 names its box by the chosen value alone, which does not say what is asked.
  function nameBox(select, question) {
    const box = $(select).next().find('[role="combobox"]')[0];
    const heading = document.createElement('span');
    heading.id = select.id + '_question';
    heading.hidden = true;
    heading.textContent = question;
    select.before(heading);
    box.setAttribute('aria-labelledby', heading.id + ' ' + box.getAttribute('aria-labelledby'));
  }

  function makeSearchable(select) {
    if (select.name.includes('__prefix__')) {
      return;
    }
    const question = questionOf(select);
    $(select).select2({ width: 'style' });
    nameBox(select, question);
    $(select).on('select2:open', function () {
      const search = document.querySelector('.select2-container--open .select2-search__field');
      search.setAttribute('aria-label', 'Find: ' + question);
      search.focus();
    });
  }

  function makeAllSearchable(part) {
    part.querySelectorAll('select.scp-searchable').forEach(makeSearchable);
  }

  document.addEventListener('DOMContentLoaded', function () {
    makeAllSearchable(document);
  });
  document.addEventListener('formset:added', function (event) {
    makeAllSearchable(event.target);
  });
}
