import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'terraform-1',
    about: 'the fix keeps two servers and makes room for them',
    bad: {
      'main.tf': `resource "aws_autoscaling_group" "web" {
  min_size          = «1»
  max_size          = 1
  target_group_arns = [aws_lb_target_group.web.arn]
}
`,
    },
    fixed: {
      'main.tf': `resource "aws_autoscaling_group" "web" {
  min_size          = 2
  max_size          = 2
  target_group_arns = [aws_lb_target_group.web.arn]
}
`,
    },
  },
]);
